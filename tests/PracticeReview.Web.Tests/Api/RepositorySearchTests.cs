using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PracticeReview.Practices;
using PracticeReview.Publishing;
using PracticeReview.Testing;

namespace PracticeReview.Web.Tests.Api;

public sealed class RepositorySearchTests(RepositoryWithDozen app) : IClassFixture<RepositoryWithDozen>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private Task<RepositoryResult> FindAsync(string text, params Facet[] filters) => FindAsync(new RepositoryQuery { Text = text, Filters = filters });

    private Task<RepositoryResult> FindAsync(RepositoryQuery query) =>
        app.InScopeAsync(services => services.GetRequiredService<RepositorySearch>().FindAsync(query, Cancellation));

    [Theory]
    [InlineData("educacion", "Centros de orientación")]
    [InlineData("educación", "Centros de orientación")]
    [InlineData("EDUCACIÓN", "Centros de orientación")]
    [InlineData("educaciones", "Centros de orientación")]
    [InlineData("ninas", "Centros de orientación")]
    [InlineData("familia recien llegada", "Centros de orientación")]
    [InlineData("integration", "Un guichet unique")]
    [InlineData("intégrations", "Un guichet unique")]
    [InlineData("travailleuse agricole", "Un guichet unique")]
    [InlineData("nurse recruiting", "Ethical recruitment")]
    [InlineData("imigrante", "Balcões de atendimento")]
    [InlineData("保健", "让流动儿童")]
    [InlineData("العمالة", "مركز الاستجابة")]
    [InlineData("clin", "Mobile clinics")]
    [InlineData("Kenya health", "Mobile clinics")]
    [InlineData("Fiyi", "Climate mobility")]
    [InlineData("\"health passport\"", "Mobile clinics")]
    [InlineData("the clinics", "Mobile clinics")]
    public async Task Words_find_practices_in_every_language_with_and_without_accents(string text, string title) =>
        Assert.Contains((await FindAsync(text)).Publications, p => p.Content.Title.StartsWith(title, StringComparison.Ordinal));

    [Theory]
    [InlineData("\"passport health\"")]
    [InlineData("clinics -vans")]
    [InlineData("clinics remittances")]
    [InlineData("Wanjiru")]
    [InlineData("clinics@example.org")]
    public async Task Words_that_do_not_fit_find_nothing_nor_do_names_of_people(string text) =>
        Assert.DoesNotContain((await FindAsync(text)).Publications, p => p.Slug.StartsWith("mobile", StringComparison.Ordinal));

    [Fact]
    public async Task A_title_counts_more_than_a_summary()
    {
        var result = await FindAsync("educacion");
        Assert.Equal("Educación financiera para familias que reciben remesas", result.Publications[0].Content.Title);
    }

    [Fact]
    public async Task Filters_are_any_within_a_list_and_all_between_lists()
    {
        Facet kenya = new(VocabularyKind.Country, "KE"), fiji = new(VocabularyKind.Country, "FJ"), tool = new(VocabularyKind.Type, "tool");
        Assert.Equal(2, (await FindAsync("", kenya, fiji)).Total);
        Assert.Equal("Climate mobility: planned relocation with consent", Assert.Single((await FindAsync("", kenya, fiji, tool)).Publications).Content.Title);
        Assert.Equal(4, (await FindAsync("", new Facet(VocabularyKind.Region, "002"))).Total);
    }

    [Fact]
    public async Task Each_count_is_what_choosing_the_value_gives()
    {
        Facet[][] situations = [[], [new(VocabularyKind.Type, "service")], [new(VocabularyKind.Region, "002"), new(VocabularyKind.Objective, "15")]];
        foreach (var chosen in situations)
        {
            var result = await FindAsync("", chosen);
            Assert.NotEmpty(result.Counts);
            foreach (var (facet, count) in result.Counts)
            {
                Facet[] filters = [.. chosen.Where(f => f.Kind != facet.Kind), facet];
                Assert.Equal((facet, count), (facet, (await FindAsync("", filters)).Total));
            }
        }
    }

    [Theory]
    [InlineData("'; drop table publications; --")]
    [InlineData("a:* & !b | (c <-> d) \\")]
    [InlineData("\"")]
    [InlineData("\"\"\"")]
    [InlineData("-")]
    [InlineData("-clinics")]
    [InlineData("\0")]
    [InlineData("clinics\0 health")]
    [InlineData("%_%")]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("😀 🏳️‍🌈")]
    [InlineData("()()()&&&|||!!!")]
    [InlineData("the of and")]
    [InlineData("1 2 3 -4.5e10 http://a.b/c?d=e x@y.z /etc/passwd")]
    public async Task Anything_may_be_typed(string text)
    {
        Assert.True((await FindAsync(text)).Total >= 0);
        var client = app.NewClient();
        Assert.Equal(200, (int)(await client.GetAsync("/?q=" + Uri.EscapeDataString(text), Cancellation)).StatusCode);
        Assert.Equal(200, (int)(await client.GetAsync("/feed.atom?q=" + Uri.EscapeDataString(text), Cancellation)).StatusCode);
    }

    [Fact]
    public async Task A_very_long_text_may_be_typed() => Assert.Equal(0, (await FindAsync(string.Concat(Enumerable.Repeat("long ", 5000)))).Total);

    [Theory]
    [InlineData("educasion", "educación")]
    [InlineData("recruitmnt", "recruitment")]
    [InlineData("remesas recruitmnt", "remesas recruitment")]
    public async Task Similar_words_are_suggested(string typed, string meant) => Assert.Equal(meant, (await FindAsync(typed)).Suggestion);

    [Fact]
    public async Task A_page_beyond_the_end_is_the_last()
    {
        var result = await FindAsync(new RepositoryQuery { PageSize = 5, Page = 99 });
        Assert.Equal((3, 3, 2), (result.Page, result.Pages, result.Publications.Count));
        Assert.Equal("Mobile clinics that follow the harvest", result.Publications[^1].Content.Title);
    }

    [Fact]
    public async Task Related_practices_share_objectives()
    {
        var related = await app.InScopeAsync(async services =>
        {
            var search = services.GetRequiredService<RepositorySearch>();
            return await search.RelatedAsync((await search.BySlugAsync("mobile-clinics-that-follow-the-harvest", Cancellation))!, Cancellation);
        });
        Assert.Equal(3, related.Count);
        Assert.Equal("Centros de orientación para la educación de niñas y niños migrantes", related[0].Content.Title);
    }

    [Fact]
    public async Task Thousands_of_practices_are_searched_through_the_indexes()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var db = database.NewContext();
        db.Database.SetCommandTimeout(TimeSpan.FromMinutes(2));
        await db.PublishAsync(SamplePublications.Dozen());
        await db.Database.ExecuteSqlRawAsync(
            """
            insert into practices (id, submitter_id, stage, stage_since, draft, draft_version, round, created_at, updated_at)
            select ('00000000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid, submitter_id, stage, stage_since, draft, 0, 0, created_at, updated_at
            from (select * from practices limit 1) one, generate_series(1, 3000) n
            """, Cancellation);
        await db.Database.ExecuteSqlRawAsync(
            """
            insert into publications (practice_id, slug, content, feedback, findings, published_at, facets, keywords)
            select ('00000000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid, 'number-' || n,
                   jsonb_set(jsonb_set(content, array['title'], to_jsonb('Number ' || n)), array['summary'], to_jsonb(md5(n::text))), '[]', findings, published_at,
                   array['objective:' || n % 23 + 1, 'country:X' || n % 200], ''
            from (select * from publications where slug like 'climate%') one, generate_series(1, 3000) n
            """, Cancellation);
        await db.Database.ExecuteSqlRawAsync("vacuum analyze publications", Cancellation);
        var search = new RepositorySearch(db);
        Assert.Equal(1, (await search.FindAsync(new RepositoryQuery { Text = "number 2718" }, Cancellation)).Total);

        await db.Database.ExecuteSqlRawAsync("set enable_seqscan = off", Cancellation);
        var words = await ExplainAsync("explain select practice_id from publications where search @@ repository_query(array['number', '2718'], array[]::text[], true, 'en')");
        Assert.Contains("publications_search", words);
        await db.Database.ExecuteSqlRawAsync("reset enable_seqscan", Cancellation);
        var filters = await ExplainAsync("explain select practice_id from publications where facets && array['country:X7']");
        Assert.Contains("publications_facets", filters);

        async Task<string> ExplainAsync(string sql) =>
            string.Join('\n', await db.Database.SqlQueryRaw<string>(sql).ToListAsync(Cancellation));
    }
}
