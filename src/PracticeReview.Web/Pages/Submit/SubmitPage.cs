using System.Security.Claims;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using PracticeReview.Data;
using PracticeReview.Practices;
using PracticeReview.Web.Hosting;
using PracticeReview.Web.Texts;

namespace PracticeReview.Web.Pages.Submit;

/// <summary>What the pages of practitioners share.</summary>
public abstract class SubmitPage(TimeProvider time, IStringLocalizer<SubmitTexts> texts) : PageModel
{
    /// <summary>Texts of these pages.</summary>
    protected IStringLocalizer<SubmitTexts> Texts => texts;

    /// <summary>The account that is signed in.</summary>
    /// <exception cref="InvalidOperationException">None is.</exception>
    protected Guid AccountId => Guid.TryParse(User.FindFirstValue(ClaimTypes.NameIdentifier), out var id)
        ? id
        : throw new InvalidOperationException("This page needs someone who is signed in.");

    /// <summary>How the account's owner is addressed.</summary>
    protected string AccountName => User.FindFirstValue(AccountClaims.DisplayName) ?? User.Identity?.Name ?? "";

    /// <summary>Today where the reader is.</summary>
    public DateOnly Today => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time.GetUtcNow(), HttpContext.TimeZone()).DateTime);

    /// <summary>This moment (UTC).</summary>
    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>What is still missing or wrong in a practice.</summary>
    public IReadOnlyList<PracticeProblem> Check(PracticeContent content) => PracticeRules.Check(content, Today);

    /// <summary>Calls that can be answered now, those that close first on top.</summary>
    protected async Task<IReadOnlyList<Call>> OpenCallsAsync(AppDbContext db, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        return await db.Calls.AsNoTracking().Where(call => call.ClosedAt == null && call.Deadline > now).OrderBy(call => call.Deadline).ToListAsync(cancellation);
    }

    /// <summary>A problem as a sentence in the reader's language.</summary>
    public string Sentence(PracticeProblem problem) => texts[problem.Sentence, problem.Arguments];

    /// <summary>Title to show for a practice that may have none yet.</summary>
    public string TitleOf(PracticeContent content) => KeepableText.IsBlank(content.Title) ? texts["Untitled practice"] : content.Title;

    /// <summary>The time of day of an instant where the reader is.</summary>
    protected string Clock(DateTimeOffset instant) =>
        TimeZoneInfo.ConvertTime(instant, HttpContext.TimeZone()).ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture);
}
