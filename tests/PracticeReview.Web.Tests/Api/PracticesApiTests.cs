using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Xml.Linq;
using System.ServiceModel.Syndication;
using System.Xml;

namespace PracticeReview.Web.Tests.Api;

public sealed class PracticesApiTests(RepositoryWithDozen app) : IClassFixture<RepositoryWithDozen>
{
    private readonly HttpClient _client = app.NewClient();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private async Task<JsonElement> JsonAsync(string address, HttpStatusCode status = HttpStatusCode.OK)
    {
        using var response = await _client.GetAsync(address, Cancellation);
        Assert.Equal(status, response.StatusCode);
        if (status != HttpStatusCode.OK)
        {
            Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        }

        return JsonDocument.Parse(await response.Content.ReadAsStringAsync(Cancellation)).RootElement;
    }

    [Fact]
    public async Task A_search_answers_items_counts_and_links()
    {
        var page = await JsonAsync("/api/v1/practices?region=002&pageSize=3&labels=fr");
        Assert.Equal((4, 2, 3), (page.GetProperty("total").GetInt32(), page.GetProperty("pages").GetInt32(), page.GetProperty("items").GetArrayLength()));
        Assert.Equal("http://localhost/api/v1/practices?region=002&page=2&pageSize=3", page.GetProperty("links").GetProperty("next").GetString());
        Assert.False(page.GetProperty("links").TryGetProperty("prev", out _));
        var countries = page.GetProperty("facets").GetProperty("country").EnumerateArray().ToDictionary(v => v.GetProperty("value").GetString()!, v => v.GetProperty("label").GetString());
        Assert.Equal("Maroc", countries["MA"]);
        var next = await JsonAsync(page.GetProperty("links").GetProperty("next").GetString()!);
        Assert.Equal(1, next.GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task A_practice_answers_all_of_it_and_no_names_of_reviewers()
    {
        var practice = await JsonAsync("/api/v1/practices/mobile-clinics-that-follow-the-harvest");
        Assert.Equal("Mobile clinics that follow the harvest", practice.GetProperty("title").GetString());
        Assert.Equal("15", practice.GetProperty("objectives")[0].GetProperty("key").GetString());
        Assert.Equal("clinics@example.org", practice.GetProperty("contact").GetProperty("email").GetString());
        Assert.False(practice.GetProperty("contact").TryGetProperty("phone", out _));
        Assert.Equal(["isInternal", "comment"], practice.GetProperty("feedback")[0].EnumerateObject().Select(p => p.Name));
        Assert.Equal("http://localhost/practices/mobile-clinics-that-follow-the-harvest", practice.GetProperty("links").GetProperty("page").GetString());
    }

    [Theory]
    [InlineData("/api/v1/practices?objective=24&objective=x", "objective")]
    [InlineData("/api/v1/practices?country=Narnia", "country")]
    [InlineData("/api/v1/practices?sort=best", "sort")]
    [InlineData("/api/v1/practices?page=0", "page")]
    [InlineData("/api/v1/practices?page=99999999999999", "page")]
    [InlineData("/api/v1/practices?pageSize=101", "pageSize")]
    [InlineData("/api/v1/practices?labels=de", "labels")]
    public async Task What_cannot_be_used_is_named(string address, string parameter)
    {
        var problem = await JsonAsync(address, HttpStatusCode.BadRequest);
        Assert.Equal(parameter, Assert.Single(problem.GetProperty("errors").EnumerateObject()).Name);
    }

    [Theory]
    [InlineData("/api/v1/practices/unknown")]
    [InlineData("/api/v1/nothing")]
    public async Task What_is_not_there_is_404(string address) => await JsonAsync(address, HttpStatusCode.NotFound);

    [Fact]
    public async Task An_unchanged_answer_is_not_sent_again_and_any_site_may_read_it()
    {
        using var first = await _client.GetAsync("/api/v1/practices", Cancellation);
        var tag = Assert.IsType<EntityTagHeaderValue>(first.Headers.ETag);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/practices");
        request.Headers.IfNoneMatch.Add(tag);
        request.Headers.Add("Origin", "https://elsewhere.example");
        using var second = await _client.SendAsync(request, Cancellation);
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
        Assert.Equal("*", Assert.Single(second.Headers.GetValues("Access-Control-Allow-Origin")));
    }

    [Fact]
    public async Task The_description_names_paths_and_parameters()
    {
        var openApi = await JsonAsync("/openapi/v1.json");
        var paths = openApi.GetProperty("paths");
        Assert.Equal(["/api/v1/practices", "/api/v1/practices/{slug}"], paths.EnumerateObject().Select(p => p.Name));
        var parameters = paths.GetProperty("/api/v1/practices").GetProperty("get").GetProperty("parameters").EnumerateArray().ToList();
        Assert.All(parameters, p => Assert.NotEmpty(p.GetProperty("description").GetString()!));
        Assert.Contains(parameters, p => p.GetProperty("name").GetString() == "principle");
    }

    [Fact]
    public async Task The_feed_is_Atom_and_filters()
    {
        using var reader = XmlReader.Create(await _client.GetStreamAsync("/feed.atom?country=KE&country=FJ", Cancellation));
        var feed = SyndicationFeed.Load(reader);
        var newest = feed.Items.First();
        Assert.Equal(2, feed.Items.Count());
        Assert.Equal("Climate mobility: planned relocation with consent", newest.Title.Text);
        Assert.Equal("http://localhost/practices/climate-mobility-planned-relocation-with-consent", Assert.Single(newest.Links).Uri.AbsoluteUri);
        Assert.StartsWith("urn:uuid:", newest.Id, StringComparison.Ordinal);
        Assert.Equal(newest.LastUpdatedTime, feed.LastUpdatedTime);
        Assert.Contains(feed.Links, link => link.RelationshipType == "self" && link.Uri.Query == "?country=KE&country=FJ");
    }

    [Fact]
    public async Task Search_engines_get_all_practices_and_stay_out_of_the_rest()
    {
        var map = XDocument.Parse(await _client.GetStringAsync("/sitemap.xml", Cancellation));
        Assert.Equal(15, map.Root!.Elements().Count());
        var robots = await _client.GetStringAsync("/robots.txt", Cancellation);
        foreach (var path in new[] { "/r/", "/review", "/admin", "/submissions" })
        {
            Assert.Contains($"Disallow: {path}\n", robots, StringComparison.Ordinal);
        }
    }
}
