using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using PracticeReview.Accounts;
using PracticeReview.Mail;
using PracticeReview.Testing;

namespace PracticeReview.Browser.Tests.Admin;

/// <summary>The product on a real port, with submissions under review and a browser.</summary>
public sealed class DeskInBrowser : ReviewDeskApp
{
    private Chromium _browser = null!;

    private string Address => ClientOptions.BaseAddress.GetLeftPart(UriPartial.Authority);

    /// <inheritdoc cref="Chromium.Complaints"/>
    public List<string> Complaints => _browser.Complaints;

    public override async ValueTask InitializeAsync()
    {
        UseKestrel(0);
        await base.InitializeAsync();
        _browser = await Chromium.LaunchAsync();
    }

    /// <summary>A page for somebody with a role, in a browser of its own.</summary>
    public async Task<IPage> OpenAsync(int width, int height = 900, string role = Roles.Administrator) =>
        await _browser.OpenAsync(Address, await this.CookieAsync(await this.AccountAsync(role)), width, height);

    public override async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        await base.DisposeAsync();
    }
}

/// <summary>An editor works through the queue, on a desk and on a phone.</summary>
public sealed class DeskTests(DeskInBrowser app) : IClassFixture<DeskInBrowser>
{
    [Theory]
    [InlineData(1280)]
    [InlineData(360)]
    public async Task An_editor_finds_what_is_overdue_acts_and_decides(int width)
    {
        var late = await app.SubmissionAsync($"One-stop desks for returnees and their families in coastal districts {width}");
        var one = (await app.AssignmentsAsync(late))[0];
        await app.ReviewAsync(late, one.Id, 4);
        await app.ReviewAsync(late, (await app.AssignmentsAsync(late))[1].Id, 2);
        app.Time.Advance(TimeSpan.FromDays(2));
        var fresh = await app.SubmissionAsync($"Skills passports for nurses {width}");
        await app.WithDataAsync(async db =>
        {
            var mail = await db.Outbox.FirstAsync(m => m.PracticeId == fresh && m.Template == "review-invitation");
            (mail.State, mail.LastError, mail.Attempts) = (MailState.Parked, "550 5.1.1 no such user here", 1);
            await db.SaveChangesAsync();
        });
        var page = await app.OpenAsync(width);

        await page.GotoAsync("/admin");
        await BrowserApp.CheckAsync(page, "queue");
        await page.GotoAsync($"/admin?q=returnees%20{width}");
        await page.FillAsync("#q", $"districts {width}");
        await page.PressAsync("#q", "Enter");
        await page.ClickAsync("tbody th a");
        await Assertions.Expect(page.Locator("h1")).ToContainTextAsync("One-stop desks");
        await BrowserApp.CheckAsync(page, "submission");

        foreach (var action in new[] { "remind", "invite-again", "extend", "replace" })
        {
            await page.GotoAsync($"/admin/submissions/{late}/reviewers/{(await app.AssignmentsAsync(late))[2].Id}/{action}");
            await BrowserApp.CheckAsync(page, action);
        }

        await page.ClickAsync("text=Replace >> nth=-1");
        await Assertions.Expect(page.Locator("#problems")).ToBeFocusedAsync();
        await BrowserApp.CheckAsync(page, "replace-problem");
        foreach (var action in new[] { "stop", "continue", "write", "decide" })
        {
            await page.GotoAsync($"/admin/submissions/{late}/{action}");
            await BrowserApp.CheckAsync(page, action);
        }

        await page.GotoAsync($"/admin/submissions/{late}/stop");
        await page.FillAsync("#Reason", "The call closes tomorrow.");
        await page.ClickAsync("form button.btn-danger");
        await Assertions.Expect(page.Locator("[role=status]").First).ToContainTextAsync("No more reviews are awaited");
        await page.ClickAsync(".action-list .btn-primary");
        await BrowserApp.CheckAsync(page, "deciding");
        await page.CheckAsync("input[value=Decline]");
        await page.FillAsync("#Feedback", "The evidence does not carry the claims.");
        await page.FillAsync("#Reason", "Two reviews, far apart; I side with the second.");
        await page.ClickAsync("main form button[type=submit]");
        await Assertions.Expect(page.Locator(".stage").First).ToHaveTextAsync("Not accepted");
        await BrowserApp.CheckAsync(page, "decided");

        await page.GotoAsync($"/admin/submissions/{fresh}");
        await BrowserApp.CheckAsync(page, "parked");
        foreach (var (name, address) in new[] { ("reviewers", "/admin/reviewers"), ("reviewer", $"/admin/reviewers/edit/{one.ReviewerId}"), ("mail", "/admin/mail"), ("audit", "/admin/audit"), ("closed", "/admin?show=closed"), ("nothing", "/admin?q=zzz") })
        {
            await page.GotoAsync(address);
            await BrowserApp.CheckAsync(page, name);
        }
    }
}
