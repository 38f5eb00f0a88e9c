using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using PracticeReview.Mail;
using PracticeReview.Testing;

namespace PracticeReview.Web.Tests.Pages.Account;

public partial class AccountTests(WebApp app) : IClassFixture<WebApp>
{
    private static Dictionary<string, string?> SignUp(string email) => new()
    {
        ["Input.DisplayName"] = "Amina Diallo", ["Input.Email"] = email, ["Input.Password"] = "blue camel at noon",
    };

    private Task<OutboxMessage> MailAsync(string email) =>
        app.WithDataAsync(db => db.Outbox.AsNoTracking().Where(mail => mail.ToAddress == email).OrderByDescending(mail => mail.Id).FirstAsync());

    private async Task<string> LinkAsync(string email) => new Uri(Link().Match((await MailAsync(email)).TextBody).Value).PathAndQuery;

    private static Task<HttpResponseMessage> SignInAsync(HttpClient client, string email, string password) =>
        client.SubmitAsync("/account/sign-in", new Dictionary<string, string?> { ["Email"] = email, ["Password"] = password });

    [Fact]
    public async Task Signing_up_confirms_by_a_button_not_by_opening_the_link()
    {
        using var client = app.NewClient();
        using (await client.SubmitAsync("/account/sign-up", SignUp("new@example.org")))
        {
        }

        var link = await LinkAsync("new@example.org");
        await client.PageAsync(link);
        await client.PageAsync(link);
        using var early = await SignInAsync(client, "new@example.org", "blue camel at noon");
        using var confirmed = await client.SubmitAsync(link);
        using var late = await SignInAsync(client, "new@example.org", "blue camel at noon");

        Assert.Equal("/account/check-mail?kind=confirm", early.Headers.Location!.ToString());
        Assert.Equal("/account/sign-in", confirmed.Headers.Location!.ToString());
        Assert.Equal("/submissions", late.Headers.Location!.ToString());
    }

    [Fact]
    public async Task Signing_up_again_looks_the_same_and_only_the_mail_tells()
    {
        var user = await app.AccountAsync();
        using var client = app.NewClient();

        using var known = await client.SubmitAsync("/account/sign-up", SignUp(user.Email!));
        using var unknown = await client.SubmitAsync("/account/sign-up", SignUp("nobody-yet@example.org"));

        Assert.Equal(unknown.Headers.Location, known.Headers.Location);
        Assert.Equal("account-exists", (await MailAsync(user.Email!)).Template);
    }

    [Fact]
    public async Task A_wrong_password_and_an_unknown_address_get_the_same_answer()
    {
        var user = await app.AccountAsync();
        using var client = app.NewClient();

        var wrong = await (await SignInAsync(client, user.Email!, "not the password")).PageAsync();
        var unknown = await (await SignInAsync(client, "nobody@example.org", "not the password")).PageAsync();

        Assert.Equal(wrong.QuerySelector("#problems")!.TextContent, unknown.QuerySelector("#problems")!.TextContent);
    }

    [Fact]
    public async Task After_eight_wrong_passwords_the_right_one_does_not_help_for_a_while()
    {
        var user = await app.AccountAsync();
        using var client = app.NewClient();
        for (var attempt = 0; attempt < 8; attempt++)
        {
            (await SignInAsync(client, user.Email!, "not the password")).Dispose();
        }

        using var response = await SignInAsync(client, user.Email!, SignedIn.Password);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task A_password_is_reset_once_by_link()
    {
        var user = await app.AccountAsync();
        using var client = app.NewClient();
        using (await client.SubmitAsync("/account/forgot-password", new Dictionary<string, string?> { ["Email"] = user.Email }))
        {
        }

        var link = await LinkAsync(user.Email!);
        using var first = await client.SubmitAsync(link, new Dictionary<string, string?> { ["Password"] = "green heron by night" });
        var second = await (await client.SubmitAsync(link, new Dictionary<string, string?> { ["Password"] = "grey heron by night" })).PageAsync();
        using var response = await SignInAsync(client, user.Email!, "green heron by night");

        Assert.Equal("/account/sign-in", first.Headers.Location!.ToString());
        Assert.Contains("no longer works", second.QuerySelector("h1")!.TextContent);
        Assert.Equal(HttpStatusCode.Found, response.StatusCode);
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    public async Task Signing_in_never_leads_to_another_site(string address)
    {
        var user = await app.AccountAsync();
        using var client = app.NewClient();

        using var response = await client.SubmitAsync(
            "/account/sign-in?returnUrl=" + Uri.EscapeDataString(address), new Dictionary<string, string?> { ["Email"] = user.Email, ["Password"] = SignedIn.Password });

        Assert.Equal("/submissions", response.Headers.Location!.ToString());
    }

    [Theory]
    [InlineData("/account/confirm?account=nonsense&code=%00")]
    [InlineData("/account/reset-password?account=01900000-0000-7000-8000-000000000000&code=!!!")]
    public async Task A_malformed_link_explains_itself(string link)
    {
        using var client = app.NewClient();

        var page = await (await client.SubmitAsync(link, new Dictionary<string, string?> { ["Password"] = "green heron by night" })).PageAsync();

        Assert.Contains("no longer works", page.QuerySelector("h1")!.TextContent);
    }

    [Fact]
    public async Task The_profile_sets_language_and_zone()
    {
        using var client = await app.SignedInAsync();

        using (await client.SubmitAsync("/account/profile", new Dictionary<string, string?> { ["Language"] = "es", ["TimeZone"] = "America/Bogota" }))
        {
        }

        var page = await client.PageAsync("/account/profile");
        Assert.Equal("es", page.DocumentElement.GetAttribute("lang"));
        Assert.Equal("America/Bogota", page.QuerySelector("#TimeZone option[selected]")!.GetAttribute("value"));
    }

    [GeneratedRegex(@"http://localhost\S+")]
    private static partial Regex Link();
}
