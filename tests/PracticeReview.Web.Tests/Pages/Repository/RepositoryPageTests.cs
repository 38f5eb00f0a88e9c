using System.Net;
using PracticeReview.Publishing;
using PracticeReview.Testing;
using PracticeReview.Web.Tests.Api;

namespace PracticeReview.Web.Tests.Pages.Repository;

public sealed class RepositoryPageTests(RepositoryWithDozen app) : IClassFixture<RepositoryWithDozen>
{
    private readonly HttpClient _client = app.NewClient();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_front_page_tells_real_numbers_and_lists_the_newest()
    {
        var page = await _client.PageAsync("/");
        Assert.Equal("12", page.QuerySelector(".hero-numbers dd")!.TextContent);
        Assert.Equal("A global data standard for migration governance indicators", page.QuerySelector(".practice-card h3")!.TextContent);
        Assert.Equal(23, page.QuerySelectorAll(".hero-objectives li").Length);
    }

    [Fact]
    public async Task Results_keep_the_query_and_filters_can_be_removed_by_links()
    {
        var page = await _client.PageAsync("/?q=school&objective=15&country=mx&objective=99&page=-4");
        Assert.Equal("school", page.QuerySelector("#q")!.GetAttribute("value"));
        Assert.True(page.QuerySelector("#filter-objective-15")!.HasAttribute("checked"));
        Assert.Equal(
            ["/?objective=15&country=MX#results", "/?q=school&country=MX#results", "/?q=school&objective=15#results"],
            page.QuerySelectorAll(".active-filters a").Select(a => a.GetAttribute("href")!));
        Assert.Equal("/feed.atom?q=school&objective=15&country=MX", page.QuerySelector("link[type='application/atom+xml']")!.GetAttribute("href"));
        Assert.NotNull(page.QuerySelector(".empty"));
    }

    [Fact]
    public async Task Labels_are_in_the_reader_language()
    {
        var page = await _client.PageAsync("/?country=ES&culture=es");
        Assert.Equal("es", page.DocumentElement.GetAttribute("lang"));
        Assert.Contains("España", page.QuerySelector(".active-filters")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Filtros", page.QuerySelector(".filters-head h2")!.TextContent);
    }

    [Fact]
    public async Task A_practice_shows_all_of_it()
    {
        var page = await _client.PageAsync("/practices/mobile-clinics-that-follow-the-harvest");
        var text = page.QuerySelector("main")!.TextContent;
        foreach (var expected in new[]
        {
            "Rift Valley Health Network", "Regional fund for health", "April 2020, ongoing", "41,200 consultations", "Paper outlived", "Begin with one crop",
            "needs no network", "Counties pay", "Six vans", "Midwives come along", "Eastern Africa", "Decent work", "Migrant workers", "Wanjiru Mwangi", "Easy to copy elsewhere.",
        })
        {
            Assert.Contains(expected, text, StringComparison.Ordinal);
        }

        Assert.Equal("/?objective=15", page.QuerySelector(".practice-head .chip-objective")!.GetAttribute("href"));
        Assert.Equal("mailto:clinics@example.org", page.QuerySelector(".contact a")!.GetAttribute("href"));
        Assert.Equal(3, page.QuerySelectorAll("#description p").Length);
        Assert.Equal("Mobile clinics that follow the harvest", page.QuerySelector("meta[property='og:title']")!.GetAttribute("content"));
        Assert.DoesNotContain("<b>passport", page.QuerySelector("#feedback")!.InnerHtml, StringComparison.Ordinal);
        Assert.Contains("from the United Nations system", page.QuerySelector("#feedback")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_right_to_left_practice_keeps_its_language_and_direction()
    {
        var slug = Uri.EscapeDataString(Slug.From("مركز الاستجابة للعمالة المنزلية المهاجرة"));
        var page = await _client.PageAsync($"/practices/{slug}");
        Assert.Equal(("ar", "rtl"), (page.QuerySelector("h1")!.GetAttribute("lang"), page.QuerySelector("h1")!.GetAttribute("dir")));
    }

    [Theory]
    [InlineData("/practices/unknown")]
    [InlineData("/practices/%2e%2e%2fadmin")]
    public async Task An_unknown_practice_is_404_with_a_way_on(string address)
    {
        using var response = await _client.GetAsync(address, Cancellation);
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.NotNull((await response.PageAsync()).QuerySelector("main form[role=search]"));
    }

    [Fact]
    public async Task Hostile_text_is_text_and_only_web_addresses_are_links()
    {
        const string attack = "\"><script>alert(1)</script><img src=x onerror=alert(1)>";
        var hostile = SamplePublications.Dozen()[0] with
        {
            Title = "Hostile </title></script>" + attack, Summary = attack, Description = attack, Partners = attack, Lessons = "</script><!--" + attack,
            Organisations = [new(attack, "civil-society")],
            Principles = [new("human-rights", attack), new("\"><i>", attack)],
            Links = [new(attack, "javascript:alert(1)"), new("data", "data:text/html,x"), new(attack, "https://example.org/\"onclick=alert(1)")],
            Website = "javascript:alert(1)",
            FocalPoint = new() { Name = attack, Email = "a\"onclick=alert(1)@example.org" },
        };
        var silent = SamplePublications.Content("Without consent to be contacted") with { FocalPoint = new() { Name = "Nobody Asked", Email = "nobody@example.org" } };
        var slugs = await app.WithDataAsync(async db => (await db.PublishAsync([hostile, silent], new ReviewerFeedback(false, attack))).Select(p => p.Slug).ToList());
        try
        {
            foreach (var address in new[] { "/practices/" + slugs[0], "/?q=hostile", "/practices/mobile-clinics-that-follow-the-harvest" })
            {
                var page = await _client.PageAsync(address);
                Assert.All(page.Scripts, script => Assert.True(script.HasAttribute("src") || script.Type == "application/ld+json"));
                Assert.DoesNotContain(page.QuerySelectorAll("img, [onclick], [onerror]"), _ => true);
                Assert.All(page.QuerySelectorAll("a[href]"), a => Assert.Matches("^(/|#|\\?|http://|https://|mailto:)", a.GetAttribute("href")!));
                foreach (var data in page.QuerySelectorAll("script[type='application/ld+json']"))
                {
                    System.Text.Json.JsonDocument.Parse(data.TextContent).Dispose();
                }
            }

            var without = await (await _client.GetAsync("/practices/" + slugs[1], Cancellation)).Content.ReadAsStringAsync(Cancellation)
                + await _client.GetStringAsync("/api/v1/practices/" + slugs[1], Cancellation);
            Assert.DoesNotContain("nobody", without, StringComparison.OrdinalIgnoreCase);
        }
        finally
        {
            await app.WithDataAsync(async db =>
            {
                db.Publications.RemoveRange(db.Publications.Where(p => slugs.Contains(p.Slug)));
                await db.SaveChangesAsync();
            });
        }
    }

    [Theory]
    [InlineData("/how-review-works", "h1", "How review works")]
    [InlineData("/api", "code", "curl")]
    public async Task The_pages_beside_are_there(string address, string selector, string text) =>
        Assert.Contains(text, (await _client.PageAsync(address)).QuerySelector(selector)!.TextContent, StringComparison.Ordinal);
}
