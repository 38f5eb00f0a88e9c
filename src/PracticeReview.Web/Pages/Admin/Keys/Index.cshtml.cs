using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using PracticeReview.Accounts;
using PracticeReview.Data;
using PracticeReview.Web.Hosting;
using PracticeReview.Workflows.Hosting;

namespace PracticeReview.Web.Pages.Admin.Keys;

/// <summary>A key and who made it.</summary>
public sealed record KeyLine(ApiKey Key, string Owner);

/// <summary>The keys of programs: makes and revokes them. A key is shown on the page that answers, and never again.</summary>
[Authorize(Policy = Policies.Administrator)]
public sealed class IndexModel(AppDbContext db, ApiKeys keys, IdSource ids, TimeProvider time) : AdminPage(time)
{
    /// <summary>Those that work first, then those that ended last.</summary>
    public IReadOnlyList<KeyLine> Lines { get; private set; } = [];

    /// <summary>What is entered.</summary>
    [BindProperty]
    public Entry Input { get; set; } = new();

    /// <summary>The key that was just made.</summary>
    public string? NewKey { get; private set; }

    /// <summary>What keys may change, as choices.</summary>
    public IEnumerable<SelectListItem> Scopes =>
    [
        Choice(ApiKeyScopes.Workflows, "Change and publish workflows"),
        Choice(ApiKeyScopes.Instances, "Start, retry, cancel and delete instances"),
    ];

    /// <summary>How long they work, as choices.</summary>
    public static IEnumerable<SelectListItem> Lifetimes => ApiKeys.Lifetimes.Select(days => new SelectListItem($"{days} days", $"{days}"));

    /// <summary>Lists them.</summary>
    public async Task OnGetAsync(CancellationToken cancellation)
    {
        Input.Id = ids.Next();
        var all = await db.ApiKeys.AsNoTracking().Join(db.Users, k => k.UserId, u => u.Id, (k, u) => new KeyLine(k, u.DisplayName)).ToListAsync(cancellation);
        Lines = [.. all.OrderByDescending(line => line.Key.WorksAt(Now)).ThenByDescending(line => line.Key.RevokedAt ?? line.Key.ExpiresAt)];
    }

    /// <summary>Makes one.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        var (key, problems) = await keys.IssueAsync(Input.Id == Guid.Empty ? ids.Next() : Input.Id, (Input.Name ?? "").Trim(), Input.Scopes, Input.Days ?? 0, Actor, cancellation);
        foreach (var problem in problems)
        {
            ModelState.AddModelError($"Input.{problem.Field}", problem.Sentence);
        }

        if (key is not null)
        {
            NewKey = key;
            ModelState.Clear();
            Input = new();
            Response.Headers.CacheControl = "no-store";
        }

        await OnGetAsync(cancellation);
        return Page();
    }

    /// <summary>Revokes one.</summary>
    public async Task<IActionResult> OnPostRevokeAsync(Guid id, CancellationToken cancellation)
    {
        if (await keys.RevokeAsync(id, Actor, cancellation) is not { } key)
        {
            return NotFound();
        }

        this.Say($"The key “{key.Name}” no longer works.");
        return Redirect("/admin/keys");
    }

    /// <summary>What a key may do, in words.</summary>
    public static string Words(ApiKey key) => key.Scopes.Length == 0
        ? "reads"
        : "reads, changes " + string.Join(" and ", ApiKeyScopes.All.Where(key.Scopes.Contains));

    private SelectListItem Choice(string scope, string words) => new(words, scope, Input.Scopes.Contains(scope));

    /// <summary>The form.</summary>
    public sealed class Entry
    {
        /// <summary>Which key this makes: sent again, the form makes no other one.</summary>
        public Guid Id { get; set; }

        /// <summary>What it is for.</summary>
        public string? Name { get; set; }

        /// <summary>What it may change.</summary>
        public string[] Scopes { get; set; } = [];

        /// <summary>Days that it works.</summary>
        public int? Days { get; set; } = ApiKeys.Lifetimes[1];
    }
}
