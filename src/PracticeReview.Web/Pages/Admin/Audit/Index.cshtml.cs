using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using PracticeReview.Audit;
using PracticeReview.Data;

namespace PracticeReview.Web.Pages.Admin.Audit;

/// <summary>The audit trail.</summary>
public sealed class IndexModel(AppDbContext db, TimeProvider time) : AdminPage(time)
{
    /// <summary>Entries on a page.</summary>
    public const int PageSize = 50;

    /// <summary>Part of what happened, of a name, an action or a reason.</summary>
    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Words { get; set; }

    /// <summary>"people" leaves out what the workflow did.</summary>
    [BindProperty(SupportsGet = true, Name = "show")]
    public string? Show { get; set; }

    /// <summary>One practice.</summary>
    [BindProperty(SupportsGet = true, Name = "practice")]
    public Guid? PracticeId { get; set; }

    /// <summary>Page of the list.</summary>
    [BindProperty(SupportsGet = true, Name = "p")]
    public int Number { get; set; } = 1;

    /// <summary>The entries.</summary>
    public IReadOnlyList<AuditEntry> Entries { get; private set; } = [];

    /// <summary>Titles of the practices that they are about.</summary>
    public IReadOnlyDictionary<Guid, string> Titles { get; private set; } = new Dictionary<Guid, string>();

    /// <summary>Which part this is.</summary>
    public Paging Paging { get; private set; } = new(1, PageSize, 0);

    /// <summary>Lists the trail.</summary>
    public async Task OnGetAsync(CancellationToken cancellation)
    {
        Words = string.IsNullOrWhiteSpace(Words) ? null : Words.Trim();
        var found = db.AuditEntries.AsNoTracking();
        if (Words is not null)
        {
            var pattern = LikePattern.Containing(Words);
            found = found.Where(e => EF.Functions.ILike(EF.Functions.Unaccent(e.Summary + " " + e.Actor + " " + e.Action + " " + (e.Reason ?? "")), EF.Functions.Unaccent(pattern)));
        }

        if (Show == "people")
        {
            found = found.Where(e => e.UserId != null);
        }

        if (PracticeId is { } practice)
        {
            found = found.Where(e => e.PracticeId == practice);
        }

        Paging = new(Paging.Number(Number), PageSize, await found.CountAsync(cancellation));
        Entries = await found.OrderByDescending(e => e.At).ThenByDescending(e => e.Id).Skip(Paging.Skip).Take(PageSize).ToListAsync(cancellation);
        var practices = Entries.Select(e => e.PracticeId).OfType<Guid>().Distinct().ToList();
        Titles = await db.Database
            .SqlQuery<PracticeTitle>($"select id, coalesce(queue_title, '') as title from practices where id = any ({practices})")
            .ToDictionaryAsync(row => row.Id, row => row.Title.Length == 0 ? "Untitled" : row.Title, cancellation);
    }

    private sealed record PracticeTitle(Guid Id, string Title);
}
