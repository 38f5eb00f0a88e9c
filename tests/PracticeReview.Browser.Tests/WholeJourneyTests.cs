using Microsoft.Playwright;
using PracticeReview.Criteria;
using PracticeReview.Mail;
using PracticeReview.Reviewers;
using PracticeReview.Testing;

namespace PracticeReview.Browser.Tests;

/// <summary>The product in a browser, with a roster of three: just enough for one round of reviews.</summary>
public sealed class ThreeReviewersInBrowser : BrowserApp
{
    /// <summary>Who is asked.</summary>
    public static readonly IReadOnlyList<(string Name, string Email)> Roster =
        [("Ottoline Abara", "ottoline@roster.example"), ("Casimir Lund", "casimir@roster.example"), ("Perpetua Quill", "perpetua@roster.example")];

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await WithDataAsync(async db =>
        {
            db.Reviewers.AddRange(Roster.Index().Select(entry => new Reviewer
            {
                Id = new Guid(entry.Index + 1, 0, 0, new byte[8]), Name = entry.Item.Name, Email = entry.Item.Email,
                Organisation = $"Institute of {entry.Item.Name}", IsInternal = entry.Index == 0, Objectives = [18], MaximumLoad = 2,
            }));
            await db.SaveChangesAsync();
        });
    }
}

/// <summary>One practice from the first sign-up to the repository, only by what its people see, click and get by mail.</summary>
public sealed class WholeJourneyTests(ThreeReviewersInBrowser app) : IClassFixture<ThreeReviewersInBrowser>
{
    private const string Picture = "Two nurses sign a passport";

    [Theory]
    [InlineData(1280, 900)]
    [InlineData(360, 740)]
    public async Task From_signing_up_to_a_published_practice(int width, int height)
    {
        var title = $"Skills passports for nurses who move between islands {width}";
        var address = $"amina-{width}@harbour.example";
        var submitter = await OpenAsync(width, height);
        await SignUpAsync(submitter, address);
        var status = await WriteAndSubmitAsync(submitter, title);
        await DeliverAsync();

        foreach (var (number, (name, email)) in ThreeReviewersInBrowser.Roster.Index())
        {
            await ReviewAsync(await OpenAsync(width, height), title, email, Comment(number), isLookedAt: number == 0);
            await DeliverAsync();
        }

        var visitor = await OpenAsync(width, height);
        await visitor.GotoAsync("/");
        await visitor.FillAsync("#q", $"passports islands {width}");
        await visitor.PressAsync("#q", "Enter");
        await visitor.ClickAsync($"main a:has-text(\"{title}\")");
        await Assertions.Expect(visitor.Locator("h1")).ToHaveTextAsync(title);
        await Assertions.Expect(visitor.Locator("#feedback figure")).ToHaveCountAsync(3);
        await Assertions.Expect(visitor.Locator("#feedback .findings").First).ToContainTextAsync("shown, say 3 of the 3 reviewers who answered");
        await visitor.GetByAltText(Picture).ScrollIntoViewIfNeededAsync();
        await Assertions.Expect(visitor.GetByAltText(Picture)).ToHaveJSPropertyAsync("naturalWidth", 2);
        await BrowserApp.CheckAsync(visitor, "journey-published");

        await submitter.GotoAsync(status);
        await Assertions.Expect(submitter.Locator(".timeline")).ToContainTextAsync("It was published.");
        await BrowserApp.CheckAsync(submitter, "journey-status-published");
        foreach (var page in new[] { visitor, submitter })
        {
            var text = await page.InnerTextAsync("main");
            Assert.All(ThreeReviewersInBrowser.Roster.Index(), entry => Assert.Contains(Comment(entry.Index), text, StringComparison.Ordinal));
            Assert.All(ThreeReviewersInBrowser.Roster, reviewer => Assert.DoesNotContain(reviewer.Name, text, StringComparison.Ordinal));
        }

        await OpenMailAsync(submitter, address, $"“{title}” is published");
        await Assertions.Expect(submitter.Locator("pre")).ToContainTextAsync(Comment(2));
        await submitter.GotoAsync(await LinkAsync(submitter, "/practices/"));
        await Assertions.Expect(submitter.Locator("h1")).ToHaveTextAsync(title);
        Assert.Empty(app.Complaints);
    }

    private async Task SignUpAsync(IPage page, string address)
    {
        await page.GotoAsync("/submit");
        await page.ClickAsync("text=Create an account and begin");
        await page.FillAsync("[name='Input.DisplayName']", "Amina Diallo");
        await page.FillAsync("[name='Input.Email']", address);
        await page.FillAsync("[name='Input.Password']", SignedIn.Password);
        await page.ClickAsync("text=Create the account");
        await page.ArrivesAsync("/account/check-mail");
        await DeliverAsync();
        await OpenMailAsync(page, address, "Confirm");
        await page.GotoAsync(await LinkAsync(page, "/account/confirm"));
        await page.ClickAsync("text=Confirm my address");
        await page.FillAsync("[name=Email]", address);
        await page.FillAsync("[name=Password]", SignedIn.Password);
        await page.ClickAsync("main button[type=submit]");
        await page.ArrivesAsync("/submit$");
    }

    /// <returns>Address of the page that tells how the submission stands.</returns>
    private static async Task<string> WriteAndSubmitAsync(IPage page, string title)
    {
        await page.ClickAsync("text=Begin a new practice");
        await page.ArrivesAsync("/basics$");
        await page.FillAsync("#Title", title);
        await page.FillAsync("#Summary", "Nurses carry a record of what they can do, which every hospital of the three islands accepts.");
        await page.CheckAsync("[name=Types][value=service]");
        await page.FillAsync("#StartDate", "2021-05-01");
        await page.CheckAsync("#Ongoing");
        await Assertions.Expect(page.Locator("[data-save-state].is-saved")).ToBeVisibleAsync();
        await page.ReloadAsync();
        await Assertions.Expect(page.Locator("#Title")).ToHaveValueAsync(title);
        await Assertions.Expect(page.Locator("#Ongoing")).ToBeCheckedAsync();
        await BrowserApp.CheckAsync(page, "journey-section");
        await NextAsync(page, "place");

        await page.SelectOptionAsync("#Scope", "national");
        await page.ClickAsync("details:has(#place-KE) > summary");
        await page.CheckAsync("#place-KE");
        await page.CheckAsync("[name=TargetPopulations][value=migrant-workers]");
        await BrowserApp.CheckAsync(page, "journey-place");
        await NextAsync(page, "organisations");

        await page.FillAsync("[name='Organisations[0].Name']", "Harbour City");
        await page.SelectOptionAsync("[name='Organisations[0].Kind']", "local-authority");
        await BrowserApp.CheckAsync(page, "journey-organisations");
        await NextAsync(page, "compact");

        await page.SelectOptionAsync("#PrimaryObjective", "18");
        await page.ClickAsync("details:has([name='Principles[human-rights]']) > summary");
        await page.FillAsync("[name='Principles[human-rights]']", "Nobody loses a qualification by crossing the water.");
        await BrowserApp.CheckAsync(page, "journey-compact");
        await NextAsync(page, "description");

        var text = string.Concat(Enumerable.Repeat("A panel of matrons from all three islands looks at what a nurse has done and signs the passport within two weeks; 1,200 nurses have one. ", 4));
        await page.FillAsync("#Description", text);
        await page.FillAsync("#Innovation", text);
        await NextAsync(page, "results");
        foreach (var field in new[] { "#Impact", "#Lessons", "#Replication" })
        {
            await page.FillAsync(field, text);
        }

        await NextAsync(page, "links");
        await page.SetInputFilesAsync("#upload", new FilePayload { Name = "wards.png", MimeType = "image/png", Buffer = Pictures.Drawing() });
        await page.FillAsync(".file-sheet textarea", Picture);
        await page.CheckAsync(".file-sheet [type=checkbox]");
        await Assertions.Expect(page.Locator("[data-save-state].is-saved")).ToBeVisibleAsync();
        await BrowserApp.CheckAsync(page, "journey-files");
        await NextAsync(page, "contact");
        foreach (var (field, value) in new[] { ("Name", "Amina Diallo"), ("Title", "Head of nursing"), ("Organisation", "Harbour City"), ("Email", "amina@harbour.example"), ("Phone", "+254 20 000 000") })
        {
            await page.FillAsync($"[name='FocalPoint.{field}']", value);
        }

        await page.CheckAsync("#ConsentPublish");
        await page.CheckAsync("#ConsentContact");
        await NextAsync(page, "check");
        await Assertions.Expect(page.Locator(".notice-bad .todo li")).ToHaveCountAsync(1);
        await BrowserApp.CheckAsync(page, "journey-check-missing");
        await page.ClickAsync(".notice-bad .todo a");
        await page.CheckAsync("#ConsentDataProtection");
        await NextAsync(page, "check");
        await BrowserApp.CheckAsync(page, "journey-check");
        await page.ClickAsync("text=Submit for review");
        await page.ArrivesAsync("/submissions/[^/?]+$");
        await Assertions.Expect(page.Locator(".timeline [aria-current=step]")).ToContainTextAsync("0 of 3 reviews are in");
        await BrowserApp.CheckAsync(page, "journey-status");
        return page.Url;
    }

    private static async Task NextAsync(IPage page, string section)
    {
        await page.ClickAsync("button[name=then][value=next]");
        await page.ArrivesAsync($"/{section}(\\?.*)?$");
    }

    private static async Task ReviewAsync(IPage page, string title, string email, string comment, bool isLookedAt)
    {
        await OpenMailAsync(page, email, title);
        var accept = await LinkAsync(page, "answer=accept");
        if (isLookedAt)
        {
            await BrowserApp.CheckAsync(page, "journey-mail");
            await page.GotoAsync("/mailbox");
            await BrowserApp.CheckAsync(page, "journey-mailbox");
        }

        await page.GotoAsync(accept);
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync(title);
        if (isLookedAt)
        {
            await BrowserApp.CheckAsync(page, "journey-invitation");
        }

        await page.CheckAsync("[name=Conflict][value=none]");
        await page.ClickAsync("text=Confirm and go on");
        await page.ArrivesAsync("/review/[^/?]+$");
        foreach (var criterion in Rubric.Default.Criteria)
        {
            await page.CheckAsync($"[name='score-{criterion.Key}'][value='5']");
        }

        await page.CheckAsync("[name=objective-18][value=yes]");
        await page.ClickAsync("#score-coherent summary");
        await page.CheckAsync("[name=principle-human-rights][value=yes]");
        await page.GetByAltText(Picture).ScrollIntoViewIfNeededAsync();
        await Assertions.Expect(page.GetByAltText(Picture)).ToHaveJSPropertyAsync("naturalWidth", 2);
        await page.FillAsync("#toSubmitter", comment);
        await page.CheckAsync("[name=recommendation][value=Publish]");
        await Assertions.Expect(page.Locator("[data-save-state].is-saved")).ToBeVisibleAsync();
        if (isLookedAt)
        {
            await BrowserApp.CheckAsync(page, "journey-scoring");
        }

        await page.ClickAsync("button[name=then][value=check]");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync(comment);
        if (isLookedAt)
        {
            await BrowserApp.CheckAsync(page, "journey-review-check");
        }

        await page.ClickAsync("text=Submit the review");
        await page.ArrivesAsync("/done$");
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Thank you for your review");
    }

    private static string Comment(int number) => new[]
    {
        "Clear figures, and honest about the first year.", "The two-week promise is what others should copy.", "Please tell readers what the panel costs.",
    }[number];

    /// <summary>Opens the newest mail to this address with these words in its subject, as plain text.</summary>
    private static async Task OpenMailAsync(IPage page, string address, string subject)
    {
        await page.GotoAsync($"/mailbox?to={Uri.EscapeDataString(address)}");
        await page.Locator("main table a", new() { HasText = subject }).First.ClickAsync();
        await page.ClickAsync("text=Plain text");
        await page.ArrivesAsync("view=text$");
    }

    /// <summary>Path of the link in the open mail that holds these words. Mails name the public address, which in tests isn't this one.</summary>
    private static async Task<string> LinkAsync(IPage page, string part) =>
        new Uri((await page.Locator($"pre a[href*='{part}']").First.GetAttributeAsync("href"))!).PathAndQuery;

    private async Task DeliverAsync()
    {
        await app.RunAsync<OutboxDispatcher>(job => job.RunAsync(default));
        app.Time.Advance(TimeSpan.FromMinutes(1));
    }

    private async Task<IPage> OpenAsync(int width, int height)
    {
        var page = await app.OpenAsync(width);
        await page.SetViewportSizeAsync(width, height);
        return page;
    }
}
