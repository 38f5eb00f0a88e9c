using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using PracticeReview.Data;
using PracticeReview.Mail;
using PracticeReview.Web.Hosting;

namespace PracticeReview.Web.Pages.Admin.Mail;

/// <summary>A mail as editors see it: never its text, which may hold a code or a link.</summary>
public sealed record MailLine(
    Guid Id, string Subject, string ToName, string ToAddress, string Template, MailState State, int Attempts, string? LastError,
    DateTimeOffset CreatedAt, DateTimeOffset? SentAt, DateTimeOffset NextAttemptAt, Guid? PracticeId);

/// <summary>The outbox.</summary>
public sealed class IndexModel(AppDbContext db, RetryMail retry, TimeProvider time) : AdminPage(time)
{
    /// <summary>Lines on a page.</summary>
    public const int PageSize = 40;

    /// <summary>A state; all when empty.</summary>
    [BindProperty(SupportsGet = true, Name = "show")]
    public MailState? Show { get; set; }

    /// <summary>Part of a subject, a name or an address.</summary>
    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Words { get; set; }

    /// <summary>Page of the list.</summary>
    [BindProperty(SupportsGet = true, Name = "p")]
    public int Number { get; set; } = 1;

    /// <summary>The lines.</summary>
    public IReadOnlyList<MailLine> Lines { get; private set; } = [];

    /// <summary>Which part this is.</summary>
    public Paging Paging { get; private set; } = new(1, PageSize, 0);

    /// <summary>Mails by state.</summary>
    public IReadOnlyDictionary<MailState, int> Counts { get; private set; } = new Dictionary<MailState, int>();

    /// <summary>Lists the outbox.</summary>
    public async Task OnGetAsync(CancellationToken cancellation)
    {
        Words = string.IsNullOrWhiteSpace(Words) ? null : Words.Trim();
        var all = db.Outbox.AsNoTracking();
        if (Words is not null)
        {
            var pattern = LikePattern.Containing(Words);
            all = all.Where(m => EF.Functions.ILike(EF.Functions.Unaccent(m.Subject + " " + m.ToName + " " + m.ToAddress), EF.Functions.Unaccent(pattern)));
        }

        Counts = await all.GroupBy(m => m.State).Select(g => new { g.Key, Number = g.Count() }).ToDictionaryAsync(c => c.Key, c => c.Number, cancellation);
        Paging = new(Paging.Number(Number), PageSize, Show is { } one ? Counts.GetValueOrDefault(one) : Counts.Values.Sum());
        Lines = await all.Where(m => Show == null || m.State == Show)
            .OrderByDescending(m => m.CreatedAt).ThenByDescending(m => m.Id).Skip(Paging.Skip).Take(PageSize)
            .Select(m => new MailLine(m.Id, m.Subject, m.ToName, m.ToAddress, m.Template, m.State, m.Attempts, m.LastError, m.CreatedAt, m.SentAt, m.NextAttemptAt, m.PracticeId))
            .ToListAsync(cancellation);
    }

    /// <summary>Sends a parked mail again.</summary>
    public async Task<IActionResult> OnPostRetryAsync(Guid id, string? back, CancellationToken cancellation)
    {
        if (!await db.Outbox.AnyAsync(m => m.Id == id, cancellation))
        {
            return NotFound();
        }

        if (await retry.ExecuteAsync(id, Actor, cancellation))
        {
            this.Say("The mail is on its way again. If it is refused once more, it comes back here.");
        }
        else
        {
            this.SayProblem("This mail is not parked any more; perhaps somebody else just sent it again.");
        }

        return LocalRedirect(Url.IsLocalUrl(back) ? back : "/admin/mail?show=Parked");
    }
}
