using System.Net;
using PracticeReview.Testing;
using PracticeReview.Web.Hosting;

namespace PracticeReview.Web.Tests.Hosting;

public sealed class ErrorPageTests(WebApp app) : IClassFixture<WebApp>
{
    private const string Token = "k3mT0xq-Zr8VwY1nB5uLJ2hCfEoPdAsG7iKj9QbXeR4";

    [Fact]
    public async Task A_missing_page_says_so_keeps_its_status_and_repeats_nothing_of_the_address()
    {
        using var response = await app.NewClient().GetAsync($"/r/{Token}/nowhere?code={Token}");

        var page = await response.PageAsync();
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("There is no such page", page.QuerySelector("h1")!.TextContent);
        Assert.DoesNotContain(Token, page.DocumentElement.OuterHtml);
    }

    [Fact]
    public async Task The_page_speaks_the_readers_language()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/nowhere") { Headers = { { "Accept-Language", "fr" } } };
        using var response = await app.NewClient().SendAsync(request);

        Assert.Equal("Cette page n'existe pas", (await response.PageAsync()).QuerySelector("h1")!.TextContent);
    }

    [Fact]
    public async Task Programs_get_problem_details()
    {
        using var response = await app.NewClient().GetAsync("/api/v1/nowhere");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task A_form_without_antiforgery_token_is_explained()
    {
        var client = await app.SignedInAsync();

        using var response = await client.PostAsync("/account/sign-out", new FormUrlEncodedContent([]));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("This form was open for too long", (await response.PageAsync()).QuerySelector("h1")!.TextContent);
    }

    [Fact]
    public async Task Too_long_a_request_is_explained()
    {
        var client = await app.SignedInAsync();

        using var response = await client.PostAsync("/account/sign-out", new ByteArrayContent(new byte[BodyLimit.Bytes + 1]));

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Equal("That was too much at once", (await response.PageAsync()).QuerySelector("h1")!.TextContent);
    }
}
