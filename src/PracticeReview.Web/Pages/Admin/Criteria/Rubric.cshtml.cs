using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using PracticeReview.Criteria;
using PracticeReview.Data;
using PracticeReview.Practices;
using PracticeReview.Web.Hosting;

namespace PracticeReview.Web.Pages.Admin.Criteria;

/// <summary>A published version, and how many rounds of review were or are scored by it.</summary>
public sealed record PublishedLine(RubricVersion Version, int Rounds);

/// <summary>One rubric: as it is published, and its draft.</summary>
[Authorize(Policy = Policies.Administrator)]
public sealed class RubricModel(AppDbContext db, RubricDrafts drafts, RubricOffer offer, TimeProvider time) : AdminPage(time)
{
    /// <summary>Somebody else was faster.</summary>
    internal const string ChangedMeanwhile = "Somebody else changed, published or threw away the draft meanwhile. This is how it stands now; nothing of yours was saved.";

    /// <summary>The rubric.</summary>
    [BindProperty(SupportsGet = true)]
    public string Key { get; set; } = "";

    /// <summary>Stamp of the save that the page showed; empty when there was no draft.</summary>
    [BindProperty]
    public string Seen { get; set; } = "";

    /// <summary>The draft; null when there is none.</summary>
    public RubricVersion? Draft { get; private set; }

    /// <summary>Published versions, the newest first.</summary>
    public IReadOnlyList<PublishedLine> Published { get; private set; } = [];

    /// <summary>What is shown: the draft, or else what is published.</summary>
    public RubricVersion Shown => Draft ?? Published[0].Version;

    /// <summary>Whether it is published and workflows may be kept from choosing it.</summary>
    public bool MayBeRetired => Published.Count > 0 && Key != Rubric.DefaultKey;

    /// <summary>What publishing the draft would change.</summary>
    public IReadOnlyList<string> Changes => Draft is not null && Published.Count > 0 ? RubricComparison.Between(Published[0].Version.Content, Draft.Content) : [];

    /// <summary>What keeps the draft from being published.</summary>
    public IReadOnlyList<string> Problems => Draft is null ? [] : RubricRules.Problems(Draft.Content);

    /// <summary>Languages of the pages in which a text of the criterion is missing: English is shown for it.</summary>
    public static IEnumerable<string> Missing(Criterion criterion) =>
        Localisation.Languages.Where(l => !criterion.Anchors.Append(criterion.Title).Append(criterion.Question).All(text => text.Has(l.Code))).Select(l => Vocabulary.Language(l.Code)?.Label("en") ?? l.Name);

    /// <summary>Shows it.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        var versions = await db.RubricVersions.AsNoTracking().Where(v => v.Key == Key).OrderByDescending(v => v.Number).ToListAsync(cancellation);
        if (versions.Count == 0)
        {
            return NotFound();
        }

        var ids = versions.ConvertAll(v => (Guid?)v.Id);
        var rounds = await db.Assignments.Where(a => ids.Contains(a.RubricVersionId)).Select(a => new { a.RubricVersionId, a.PracticeId, a.Round }).Distinct()
            .GroupBy(a => a.RubricVersionId).Select(group => new { Id = group.Key, Count = group.Count() }).ToDictionaryAsync(g => g.Id!.Value, g => g.Count, cancellation);
        Draft = versions.Find(v => v.IsDraft);
        Published = [.. versions.Where(v => !v.IsDraft).Select(v => new PublishedLine(v, rounds.GetValueOrDefault(v.Id)))];
        return Page();
    }

    /// <summary>A form of this page always says what to do; anything else changes nothing.</summary>
    public RedirectResult OnPost() => this.RedirectTo($"/admin/criteria/{Key}");

    /// <summary>Begins a draft.</summary>
    public async Task<IActionResult> OnPostBeginAsync(CancellationToken cancellation) =>
        await drafts.BeginAsync(Key, Actor, cancellation) is null ? NotFound() : this.RedirectTo($"/admin/criteria/{Key}");

    /// <summary>Moves a criterion up or down by a place. The keyboard stays with it.</summary>
    public async Task<IActionResult> OnPostMoveAsync(string criterion, int by, CancellationToken cancellation)
    {
        Told(await drafts.SaveAsync(Key, Seen, rubric => Moved(rubric, criterion, by), Actor, cancellation), null);
        return this.RedirectTo($"/admin/criteria/{Key}#c-{criterion}");
    }

    /// <summary>Takes a criterion out.</summary>
    public async Task<IActionResult> OnPostRemoveAsync(string criterion, CancellationToken cancellation)
    {
        Told(await drafts.SaveAsync(Key, Seen, rubric => rubric with { Criteria = [.. rubric.Criteria.Where(c => c.Key != criterion)] }, Actor, cancellation), "It is taken out of the draft.");
        return this.RedirectTo($"/admin/criteria/{Key}");
    }

    /// <summary>Publishes the draft.</summary>
    public async Task<IActionResult> OnPostPublishAsync(CancellationToken cancellation)
    {
        try
        {
            Told(await drafts.PublishAsync(Key, Seen, Actor, cancellation), "It is published. Rounds that begin from now on are scored by it; the others keep theirs.");
        }
        catch (InvalidOperationException e)
        {
            this.SayProblem(e.Message);
        }

        return this.RedirectTo($"/admin/criteria/{Key}");
    }

    /// <summary>Throws the draft away.</summary>
    public async Task<IActionResult> OnPostDiscardAsync(CancellationToken cancellation)
    {
        Told(await drafts.DiscardAsync(Key, Seen, Actor, cancellation), "The draft is thrown away.");
        return await db.RubricVersions.AnyAsync(v => v.Key == Key, cancellation) ? this.RedirectTo($"/admin/criteria/{Key}") : Redirect("/admin/criteria");
    }

    /// <summary>Takes it from what workflows can choose.</summary>
    public async Task<IActionResult> OnPostRetireAsync(CancellationToken cancellation)
    {
        try
        {
            if (await offer.RetireAsync(Key, Actor, cancellation) is { Count: > 0 } users)
            {
                this.SayProblem($"{string.Join(", ", users.Select(name => $"“{name}”"))} {(users.Count == 1 ? "scores" : "score")} by it. Choose another rubric there first, and publish.");
            }
            else
            {
                this.Say("Workflows can't choose it any more. Rounds that are scored by it stay as they are.");
            }
        }
        catch (InvalidOperationException e)
        {
            this.SayProblem(e.Message);
        }

        return this.RedirectTo($"/admin/criteria/{Key}");
    }

    /// <summary>Lets workflows choose it again.</summary>
    public async Task<IActionResult> OnPostOfferAsync(CancellationToken cancellation)
    {
        try
        {
            await offer.OfferAgainAsync(Key, Actor, cancellation);
            this.Say("Workflows can choose it again.");
        }
        catch (InvalidOperationException e)
        {
            this.SayProblem(e.Message);
        }

        return this.RedirectTo($"/admin/criteria/{Key}");
    }

    private static Rubric Moved(Rubric rubric, string criterion, int by)
    {
        var criteria = rubric.Criteria.ToList();
        var (from, to) = (criteria.FindIndex(c => c.Key == criterion), criteria.FindIndex(c => c.Key == criterion) + Math.Sign(by));
        if (from >= 0 && to >= 0 && to < criteria.Count)
        {
            (criteria[from], criteria[to]) = (criteria[to], criteria[from]);
        }

        return rubric with { Criteria = criteria };
    }

    private void Told(bool isDone, string? sentence)
    {
        if (!isDone)
        {
            this.SayProblem(ChangedMeanwhile);
        }
        else if (sentence is not null)
        {
            this.Say(sentence);
        }
    }
}
