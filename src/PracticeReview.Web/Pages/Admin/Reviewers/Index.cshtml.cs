using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using PracticeReview.Data;
using PracticeReview.Matching;

namespace PracticeReview.Web.Pages.Admin.Reviewers;

/// <summary>A line of the roster.</summary>
public sealed record RosterLine(
    Guid Id, string Name, string Email, string Organisation, bool IsInternal, bool IsActive, List<int> Objectives, List<string> Languages,
    int Load, int MaximumLoad, int Done);

/// <summary>The roster.</summary>
public sealed class IndexModel(AppDbContext db, TimeProvider time) : AdminPage(time)
{
    /// <summary>Lines on a page.</summary>
    public const int PageSize = 40;

    /// <summary>Part of a name, an address or an organisation.</summary>
    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Words { get; set; }

    /// <summary>"internal", "external", "inactive", or all who are active.</summary>
    [BindProperty(SupportsGet = true, Name = "show")]
    public string? Show { get; set; }

    /// <summary>Page of the list.</summary>
    [BindProperty(SupportsGet = true, Name = "p")]
    public int Number { get; set; } = 1;

    /// <summary>The lines.</summary>
    public IReadOnlyList<RosterLine> Lines { get; private set; } = [];

    /// <summary>Which part this is.</summary>
    public Paging Paging { get; private set; } = new(1, PageSize, 0);

    /// <summary>What can be shown, with numbers.</summary>
    public IReadOnlyList<(string Key, string Name, int Number)> Choices { get; private set; } = [];

    /// <summary>Lists the roster.</summary>
    public async Task OnGetAsync(CancellationToken cancellation)
    {
        Show = Show is "internal" or "external" or "inactive" ? Show : "active";
        Words = string.IsNullOrWhiteSpace(Words) ? null : Words.Trim();
        var all = db.Reviewers.AsNoTracking();
        if (Words is not null)
        {
            var pattern = LikePattern.Containing(Words);
            all = all.Where(r => EF.Functions.ILike(EF.Functions.Unaccent(r.Name + " " + r.Email + " " + r.Organisation), EF.Functions.Unaccent(pattern)));
        }

        var counts = await all.GroupBy(r => new { r.IsActive, r.IsInternal }).Select(g => new { g.Key.IsActive, g.Key.IsInternal, Number = g.Count() }).ToListAsync(cancellation);
        Choices =
        [
            ("active", "All active", counts.Where(c => c.IsActive).Sum(c => c.Number)),
            ("internal", "Internal (UN)", counts.Where(c => c.IsActive && c.IsInternal).Sum(c => c.Number)),
            ("external", "External", counts.Where(c => c.IsActive && !c.IsInternal).Sum(c => c.Number)),
            ("inactive", "Not asked any more", counts.Where(c => !c.IsActive).Sum(c => c.Number)),
        ];
        var shown = Show switch
        {
            "internal" => all.Where(r => r.IsActive && r.IsInternal),
            "external" => all.Where(r => r.IsActive && !r.IsInternal),
            "inactive" => all.Where(r => !r.IsActive),
            _ => all.Where(r => r.IsActive),
        };
        Paging = new(Paging.Number(Number), PageSize, Choices.First(c => c.Key == Show).Number);
        Lines = await shown
            .OrderBy(r => r.Name).ThenBy(r => r.Id).Skip(Paging.Skip).Take(PageSize)
            .Select(r => new RosterLine(
                r.Id, r.Name, r.Email, r.Organisation, r.IsInternal, r.IsActive, r.Objectives, r.Languages,
                db.Assignments.Count(a => a.ReviewerId == r.Id && (a.State == AssignmentState.Proposed || a.State == AssignmentState.Invited || a.State == AssignmentState.Accepted)),
                r.MaximumLoad,
                db.Assignments.Count(a => a.ReviewerId == r.Id && a.State == AssignmentState.Reviewed)))
            .ToListAsync(cancellation);
    }
}
