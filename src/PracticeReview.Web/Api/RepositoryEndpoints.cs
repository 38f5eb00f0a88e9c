using System.ComponentModel;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;
using PracticeReview.Publishing;
using PracticeReview.Web.Hosting;

namespace PracticeReview.Web.Api;

/// <summary>The repository for programs: data, its description, feeds, and what search engines read.</summary>
public static class RepositoryEndpoints
{
    private const string OpenToAll = "Repository data";

    /// <summary>Registers the search and what the endpoints need.</summary>
    public static IServiceCollection AddRepository(this IServiceCollection services) => services
        .AddScoped<RepositorySearch>()
        .AddProblemDetails()
        .AddCors(cors => cors.AddPolicy(OpenToAll, policy => policy
            .AllowAnyOrigin().WithMethods("GET", "HEAD").WithHeaders(HeaderNames.IfNoneMatch, HeaderNames.Accept).WithExposedHeaders(HeaderNames.ETag)))
        .AddOpenApi("v1", options =>
        {
            options.ShouldInclude = description => description.RelativePath?.StartsWith("api/v1/", StringComparison.Ordinal) == true;
            options.AddDocumentTransformer((document, _, _) =>
            {
                document.Info.Title = "Repository of Practices";
                document.Info.Version = "1";
                document.Info.Description = "Published practices that help to implement the Global Compact for Safe, Orderly and Regular Migration. Open to all, read only, no key.";
                return Task.CompletedTask;
            });
        });

    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    /// <summary>Maps <c>/api/v1</c>, <c>/openapi/v1.json</c>, <c>/feed.atom</c>, <c>/sitemap.xml</c> and <c>/robots.txt</c>. CORS has to be in the pipeline.</summary>
    public static void MapRepository(this IEndpointRouteBuilder app)
    {
        app.MapOpenApi().AllowAnonymous().RequireCors(OpenToAll);
        var api = app.MapGroup("/api/v1").AllowAnonymous().RequireCors(OpenToAll).WithTags("Practices");
        api.MapGet("/practices", FindAsync)
            .WithName("FindPractices").WithSummary("Find practices")
            .WithDescription("Words are looked for in every language, with or without accents; \"quoted words\" have to stand together; -words must not occur. Filters take several values: any of them within one filter, and all filters at once.")
            .Produces<PracticePage>().ProducesValidationProblem();
        api.MapGet("/practices/{slug}", GetAsync)
            .WithName("GetPractice").WithSummary("One practice with all of its texts and the reviewers' feedback")
            .Produces<PracticeDocument>().ProducesValidationProblem().ProducesProblem(StatusCodes.Status404NotFound);
        api.MapMethods("/practices", [HttpMethods.Head], FindAsync).ExcludeFromDescription();
        api.MapMethods("/practices/{slug}", [HttpMethods.Head], GetAsync).ExcludeFromDescription();
        api.MapMethods("/{**rest}", Reading, () => TypedResults.Problem("There is nothing at this address. See /openapi/v1.json.", statusCode: StatusCodes.Status404NotFound)).ExcludeFromDescription();
        app.MapMethods("/feed.atom", Reading, PracticeFeed.WriteAsync).AllowAnonymous().RequireCors(OpenToAll).ExcludeFromDescription();
        app.MapMethods("/sitemap.xml", Reading, Sitemap.WriteAsync).AllowAnonymous().ExcludeFromDescription();
        app.MapMethods("/robots.txt", Reading, Sitemap.Robots).AllowAnonymous().ExcludeFromDescription();
    }

    private static async Task<IResult> FindAsync(
        HttpContext context,
        RepositorySearch search,
        CancellationToken cancellation,
        [FromQuery, Description("Words to look for")] string? q,
        [FromQuery, Description("Numbers of GCM objectives, 1 to 23")] string[]? objective,
        [FromQuery, Description("UN M49 codes of regions or sub-regions; practices in their countries are included")] string[]? region,
        [FromQuery, Description("ISO 3166-1 alpha-2 codes of countries")] string[]? country,
        [FromQuery, Description("Keys of practice types, such as \"policy\"")] string[]? type,
        [FromQuery, Description("Keys of guiding principles, such as \"human-rights\"")] string[]? principle,
        [FromQuery, Description("Keys of scopes: local, national, regional, global")] string[]? scope,
        [FromQuery, Description("Languages that practices are written in (ISO 639-1)")] string[]? language,
        [FromQuery, Description("relevance, newest or oldest")] string? sort,
        [FromQuery, Description("Page, from 1")] string? page,
        [FromQuery, Description("Results on a page, 1 to 100; 12 unless given")] string? pageSize,
        [FromQuery, Description("Language of labels: en, es or fr")] string? labels)
    {
        // The parameters above describe the address; reading it is shared with the pages.
        _ = (q, objective, region, country, type, principle, scope, language, sort, page, pageSize);
        var problems = new Dictionary<string, string[]>();
        var reader = LabelLanguage(labels, problems);
        var query = RepositoryAddress.Read(context.Request.Query, reader, problems);
        if (problems.Count > 0)
        {
            return TypedResults.ValidationProblem(problems);
        }

        var result = await search.FindAsync(query, cancellation);
        return Data(context, new PracticeWriter(context.Request.Root(), reader).Page(query, result));
    }

    private static async Task<IResult> GetAsync(
        HttpContext context,
        RepositorySearch search,
        CancellationToken cancellation,
        [Description("Words that stand for the practice in its address")] string slug,
        [FromQuery, Description("Language of labels: en, es or fr")] string? labels)
    {
        var problems = new Dictionary<string, string[]>();
        var reader = LabelLanguage(labels, problems);
        if (problems.Count > 0)
        {
            return TypedResults.ValidationProblem(problems);
        }

        return await search.BySlugAsync(slug, cancellation) is { } publication
            ? Data(context, new PracticeWriter(context.Request.Root(), reader).Document(publication))
            : TypedResults.Problem("There is no published practice with this slug.", statusCode: StatusCodes.Status404NotFound);
    }

    private static string LabelLanguage(string? asked, Dictionary<string, string[]> problems)
    {
        if (!string.IsNullOrEmpty(asked) && !Localisation.IsLanguage(asked))
        {
            problems["labels"] = [$"Use one of: {string.Join(", ", Localisation.Languages.Select(l => l.Code))}."];
        }

        return Localisation.IsLanguage(asked) ? asked! : Localisation.Languages[0].Code;
    }

    private static FileContentHttpResult Data<T>(HttpContext context, T document)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(document, JsonSerializerOptions.Web);
        var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(json))[..32]}\"");
        context.Response.Headers.CacheControl = "public, max-age=60";
        return TypedResults.Bytes(json, "application/json; charset=utf-8", entityTag: tag);
    }
}
