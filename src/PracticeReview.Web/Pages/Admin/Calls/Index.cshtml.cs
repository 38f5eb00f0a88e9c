using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using PracticeReview.Data;
using PracticeReview.Practices;
using PracticeReview.Publishing;
using PracticeReview.Web.Hosting;

namespace PracticeReview.Web.Pages.Admin.Calls;

/// <summary>A call, and how many practices name it: drafts are nobody's business.</summary>
public sealed record CallLine(Call Call, int Submitted);

/// <summary>The calls for practices: opens and closes them.</summary>
[Authorize(Policy = Policies.Administrator)]
public sealed class IndexModel(AppDbContext db, OpenCall openCall, CloseCall closeCall, TimeProvider time) : AdminPage(time)
{
    /// <summary>Open ones first, then those that closed last.</summary>
    public IReadOnlyList<CallLine> Lines { get; private set; } = [];

    /// <summary>What is entered.</summary>
    [BindProperty]
    public Entry Input { get; set; } = new();

    /// <summary>Lists them.</summary>
    public async Task OnGetAsync(CancellationToken cancellation)
    {
        var calls = await db.Calls.AsNoTracking().ToListAsync(cancellation);
        var answers = (await db.Revisions.AsNoTracking().Where(r => r.Round == 1).Select(r => r.Content).ToListAsync(cancellation))
            .Select(content => content.Call?.Key).OfType<string>().CountBy(key => key).ToDictionary();
        Lines = [.. calls.OrderByDescending(call => call.IsOpen(Now)).ThenByDescending(call => call.ClosedAt ?? call.Deadline)
            .Select(call => new CallLine(call, answers.GetValueOrDefault(call.Key)))];
    }

    /// <summary>Opens one.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        var text = new CallText(Input.Language ?? "", Input.Title?.Trim() ?? "", Clean(Input.Text), Clean(Input.WhoMaySubmit));
        foreach (var problem in await openCall.ExecuteAsync(Slug.From(text.Title), text, Deadline(), Actor, cancellation))
        {
            ModelState.AddModelError($"Input.{problem.Field}", problem.Sentence);
        }

        if (!ModelState.IsValid)
        {
            await OnGetAsync(cancellation);
            return Page();
        }

        this.Say($"The call “{text.Title}” is open.");
        return Redirect("/admin/calls");
    }

    /// <summary>Closes one.</summary>
    public async Task<IActionResult> OnPostCloseAsync(Guid id, CancellationToken cancellation)
    {
        if (await closeCall.ExecuteAsync(id, Actor, cancellation) is not { } call)
        {
            return NotFound();
        }

        this.Say($"The call “{call.Title}” is closed. Practices that name it keep it.");
        return Redirect("/admin/calls");
    }

    /// <summary>Choices of languages.</summary>
    public static IEnumerable<SelectListItem> Languages() => Vocabulary.Languages.Select(l => new SelectListItem(l.Label("en"), l.Key));

    private static string Clean(string? text) => (text ?? "").Replace("\r\n", "\n", StringComparison.Ordinal).Trim();

    // The last second of the day in UTC, as the page says.
    private DateTimeOffset? Deadline() =>
        DateOnly.TryParseExact(Input.Deadline, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? new DateTimeOffset(day.ToDateTime(new TimeOnly(23, 59, 59)), TimeSpan.Zero)
            : null;

    /// <summary>The form.</summary>
    public sealed class Entry
    {
        /// <summary>Title.</summary>
        public string? Title { get; set; }

        /// <summary>What is sought.</summary>
        public string? Text { get; set; }

        /// <summary>Who may answer.</summary>
        public string? WhoMaySubmit { get; set; }

        /// <summary>Language it is written in.</summary>
        public string? Language { get; set; } = "en";

        /// <summary>Last day, as "2027-06-30".</summary>
        public string? Deadline { get; set; }
    }
}
