using System.Net;
using Microsoft.EntityFrameworkCore;
using PracticeReview.Accounts;
using PracticeReview.Testing;

namespace PracticeReview.Web.Tests.Hosting;

/// <summary>Characters and methods that nothing can do anything with meet a clear answer, never a failure.</summary>
public sealed class CleanInputTests(WebApp app) : IClassFixture<WebApp>
{
    [Theory]
    [InlineData("/admin?q=%00")]
    [InlineData("/admin/audit?q=a%00b")]
    [InlineData("/admin/mail?q=%00")]
    [InlineData("/admin/reviewers?q=%ef%bf%be")]
    [InlineData("/mailbox?to=%00")]
    [InlineData("/?q=%00")]
    public async Task A_search_for_nothing_that_exists_finds_nothing(string address)
    {
        using var client = await app.SignedInAsync(Roles.Administrator);

        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(address)).StatusCode);
    }

    [Fact]
    public async Task Characters_that_no_text_holds_are_taken_out_of_forms()
    {
        using var client = await app.SignedInAsync();
        using var begun = await client.SubmitAsync("/submit");
        var id = begun.Headers.Location!.ToString().Split('/')[2];

        using var saved = await client.SubmitAsync($"/submit/{id}/basics", new Dictionary<string, string?> { ["Title"] = "Kite \u0001\uFFFE\u202Etitle" });

        Assert.Equal(HttpStatusCode.Found, saved.StatusCode);
        Assert.Equal("Kite title", await app.WithDataAsync(async db => (await db.Practices.SingleAsync(p => p.Id == Guid.Parse(id))).Draft.Title));
    }

    [Fact]
    public async Task A_form_that_can_not_be_read_is_refused_with_a_page()
    {
        using var client = app.NewClient();

        using var response = await client.PostAsync("/account/sign-in", new StringContent("Input.Email=a%00b", System.Text.Encoding.UTF8, "application/x-www-form-urlencoded"));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("This request could not be understood", (await response.PageAsync()).QuerySelector("h1")!.TextContent);
    }

    [Fact]
    public async Task A_text_far_beyond_its_limit_is_told_at_the_field_and_shown_again()
    {
        using var client = await app.SignedInAsync();
        using var begun = await client.SubmitAsync("/submit");
        var id = begun.Headers.Location!.ToString().Split('/')[2];
        var text = new string('a', 1_500_000);

        using var refused = await client.SubmitAsync($"/submit/{id}/basics", new Dictionary<string, string?> { ["Summary"] = text });
        var page = await refused.PageAsync();

        Assert.Equal(HttpStatusCode.OK, refused.StatusCode);
        Assert.Equal(text, page.QuerySelector("#Summary")!.TextContent.TrimStart('\n'));
        Assert.Contains("1500000", page.QuerySelector("#Summary-error")!.TextContent.Replace(",", "", StringComparison.Ordinal).Replace("\u00a0", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.NotNull(page.QuerySelector("form[data-draft][data-unsaved]"));
    }

    [Theory]
    [InlineData("TRACE", "/")]
    [InlineData("PUT", "/submit")]
    [InlineData("DELETE", "/admin")]
    [InlineData("FOO", "/api/v1/practices")]
    public async Task Other_methods_are_not_allowed(string method, string address)
    {
        using var client = app.NewClient();

        using var response = await client.SendAsync(new HttpRequestMessage(new HttpMethod(method), address));

        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        Assert.Contains("GET", response.Content.Headers.Allow);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/feed.atom")]
    [InlineData("/sitemap.xml")]
    [InlineData("/api/v1/practices")]
    public async Task What_can_be_read_can_be_asked_for_its_head(string address)
    {
        using var client = app.NewClient();

        Assert.Equal(HttpStatusCode.OK, (await client.SendAsync(new HttpRequestMessage(HttpMethod.Head, address))).StatusCode);
    }
}
