using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PracticeReview.Mail;
using PracticeReview.Testing;
using PracticeReview.Web.Pages.Mailbox;

namespace PracticeReview.Web.Tests.Pages.Mailbox;

public sealed class MailboxTests(WebApp app) : IClassFixture<WebApp>
{
    [Fact]
    public async Task What_is_sent_without_a_mail_server_is_read_in_the_mailbox_without_signing_in()
    {
        var (id, to) = await SendAsync("<script>alert(1)</script> & more");
        using var client = app.NewClient();

        var list = await client.PageAsync($"/mailbox?to={to}");
        var line = Assert.Single(list.QuerySelectorAll("tbody a"));
        Assert.Equal("A message about “<script>alert(1)</script> & more”", line.TextContent);
        Assert.Equal($"/mailbox/{id}", line.GetAttribute("href"));
        Assert.Empty((await client.PageAsync("/mailbox?to=nobody@example.org")).QuerySelectorAll("tbody a"));

        var message = await client.PageAsync($"/mailbox/{id}");
        Assert.Equal("allow-popups allow-popups-to-escape-sandbox", message.QuerySelector("iframe")!.GetAttribute("sandbox"));

        using var body = await client.GetAsync(message.QuerySelector("iframe")!.GetAttribute("src"));
        Assert.Equal([MessageModel.BodyPolicy], body.Headers.GetValues("Content-Security-Policy"));
        Assert.Empty((await body.PageAsync()).QuerySelectorAll("script"));

        var text = await client.PageAsync($"/mailbox/{id}?view=text");
        Assert.Contains(text.QuerySelectorAll("pre a"), link => link.GetAttribute("href") == "http://localhost/submissions/1");
    }

    [Fact]
    public async Task Running_again_delivers_nothing_twice_and_an_unknown_message_is_not_found()
    {
        var (_, to) = await SendAsync("Once");
        await app.RunAsync<OutboxDispatcher>(job => job.RunAsync(default));

        Assert.Equal(1, await app.WithDataAsync(db => db.Mailbox.CountAsync(mail => mail.ToAddress == to)));
        using var client = app.NewClient();
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync($"/mailbox/{Guid.NewGuid()}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync($"/mailbox/{Guid.NewGuid()}?handler=Body")).StatusCode);
    }

    [Theory]
    [InlineData("Mail:Host", "smtp.example.org")]
    [InlineData("environment", "Production")]
    public async Task There_is_no_mailbox_with_a_mail_server_nor_outside_Development(string setting, string value)
    {
        await using var other = new WebApp();
        other.Settings[setting] = value;
        await other.InitializeAsync();
        using var client = other.NewClient();

        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/mailbox")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync($"/mailbox/{Guid.NewGuid()}?handler=Body")).StatusCode);
        Assert.IsNotType<MailboxTransport>(await other.InScopeAsync(services => Task.FromResult(services.GetRequiredService<MailTransport>())));
    }

    private async Task<(Guid Id, string To)> SendAsync(string title)
    {
        var to = $"{Guid.NewGuid():N}@example.org";
        await app.InScopeAsync(async services =>
        {
            await services.GetRequiredService<MailQueue>().QueueAsync(
                new MailRequest("message-from-editor", new Recipient(to, "Ana", "en", "UTC"), to, new Dictionary<string, object?>
                {
                    ["practice_title"] = title, ["status_url"] = "http://localhost/submissions/1", ["message"] = "Hello", ["editor_name"] = "Ed",
                }),
                default);
            await services.GetRequiredService<PracticeReview.Data.AppDbContext>().SaveChangesAsync();
        });
        await app.RunAsync<OutboxDispatcher>(job => job.RunAsync(default));
        return (await app.WithDataAsync(db => db.Mailbox.Where(mail => mail.ToAddress == to).Select(mail => mail.Id).SingleAsync()), to);
    }
}
