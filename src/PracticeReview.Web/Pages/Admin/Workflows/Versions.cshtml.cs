using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using PracticeReview.Criteria;
using PracticeReview.Data;
using PracticeReview.Data.Flow;
using PracticeReview.Mail;
using PracticeReview.Web.Api.Elsa;
using PracticeReview.Web.Hosting;
using PracticeReview.Workflows.Activities;
using PracticeReview.Workflows.Definitions;

namespace PracticeReview.Web.Pages.Admin.Workflows;

/// <summary>A version of a workflow, and what runs on it.</summary>
public sealed record VersionLine(StoredDefinition Version, int Running, int Ended);

/// <summary>Versions of a workflow: what would change from one to another, what to beware of, and the ways back.</summary>
[Authorize(Policy = Policies.Administrator)]
public sealed class VersionsModel(
    AppDbContext db, DefinitionStore definitions, DefinitionVersions versions, DefinitionReferences references, DefinitionValidator validator, SafetyNet safetyNet, ActivityRegistry activities,
    Rubrics rubrics, MailTexts texts, TimeProvider time) : AdminPage(time)
{
    /// <summary>The versions, newest first.</summary>
    public IReadOnlyList<VersionLine> Lines { get; private set; } = [];

    /// <summary>The newest version.</summary>
    public StoredDefinition Latest => Lines.First(line => line.Version.IsLatest).Version;

    /// <summary>The version that new instances take.</summary>
    public StoredDefinition? Published => Lines.FirstOrDefault(line => line.Version.IsPublished)?.Version;

    /// <summary>What "restore" would publish again.</summary>
    public StoredDefinition? Restorable => DefinitionVersions.LastPublished(Lines.Select(line => line.Version));

    /// <summary>What "reset" would publish again; null when that is what is published.</summary>
    public StoredDefinition? Shipped => Lines.FirstOrDefault(line => line.Version.IsShipped)?.Version is { IsPublished: false } shipped ? shipped : null;

    /// <summary>The version that is compared with.</summary>
    public StoredDefinition From { get; private set; } = null!;

    /// <summary>The version that is looked at.</summary>
    public StoredDefinition To { get; private set; } = null!;

    /// <summary>What differs.</summary>
    public IReadOnlyList<DefinitionChange> Changes { get; private set; } = [];

    /// <summary>Why the version that is looked at can't be published.</summary>
    public IReadOnlyList<string> Problems { get; private set; } = [];

    /// <summary>What to beware of in it.</summary>
    public IReadOnlyList<string> Warnings { get; private set; } = [];

    /// <summary>Whether the absence of warnings says something about submissions.</summary>
    public bool IsJudged { get; private set; }

    /// <summary>The version that is looked at, drawn; null when it can't be.</summary>
    public WorkflowDrawing? Drawing { get; private set; }

    /// <summary>Shows them; by default what publishing the newest version would change.</summary>
    public async Task<IActionResult> OnGetAsync(string id, int? from, int? to, CancellationToken cancellation)
    {
        var rows = await db.WorkflowDefinitions.AsNoTracking().Where(d => d.DefinitionId == id).OrderByDescending(d => d.Version)
            .Select(d => new VersionLine(
                d, db.WorkflowInstances.Count(i => i.DefinitionVersionId == d.Id && i.Status == "Running"), db.WorkflowInstances.Count(i => i.DefinitionVersionId == d.Id && i.Status != "Running")))
            .ToListAsync(cancellation);
        if (rows.Count == 0)
        {
            return NotFound();
        }

        Lines = rows;
        To = Find(to) ?? Latest;
        From = Find(from) ?? (Published is { } published && published != To ? published : rows.FirstOrDefault(r => r.Version.Version < To.Version)?.Version ?? To);
        await CompareAsync(cancellation);
        Drawing = WorkflowDrawing.Of(WorkflowDefinition.Parse(To.Json), activities, []);
        return Page();
    }

    /// <summary>Publishes the newest version.</summary>
    public Task<IActionResult> OnPostPublishAsync(string id, CancellationToken cancellation) =>
        ActAsync(id, async () => $"Version {(await references.PublishAsync(id, Actor, cancellation)).Version.Version} is published: new submissions take it.");

    /// <summary>Publishes the version again that was published before.</summary>
    public Task<IActionResult> OnPostRestoreAsync(string id, CancellationToken cancellation) =>
        ActAsync(id, async () => $"The version that was published before is published again, as version {(await versions.RestoreAsync(id, shipped: false, Actor, cancellation)).Version}.");

    /// <summary>Publishes the version again that came with the product.</summary>
    public Task<IActionResult> OnPostResetAsync(string id, CancellationToken cancellation) =>
        ActAsync(id, async () => $"The workflow as it came with the product is published again, as version {(await versions.RestoreAsync(id, shipped: true, Actor, cancellation)).Version}.");

    private async Task<IActionResult> ActAsync(string id, Func<Task<string>> act)
    {
        try
        {
            this.Say(await act());
            return this.RedirectTo($"/admin/workflows/versions/{id}");
        }
        catch (InvalidDefinitionException e)
        {
            foreach (var sentence in ElsaProblems.Sentences(e.Problems))
            {
                ModelState.AddModelError("", sentence);
            }
        }
        catch (DefinitionRefusedException e)
        {
            ModelState.AddModelError("", e.Message);
        }

        return await OnGetAsync(id, null, null, HttpContext.RequestAborted);
    }

    private async Task CompareAsync(CancellationToken cancellation)
    {
        try
        {
            var (before, after) = (await definitions.ReadAsync(From, cancellation), await definitions.ReadAsync(To, cancellation));
            Changes = DefinitionComparison.Between(before, after, activities);
            Problems = ElsaProblems.Sentences(validator.Validate(after));
            var choices = await InputChoices.ReadAsync(db, rubrics, texts, cancellation);
            (Warnings, IsJudged) = ([.. choices.UnknownIn(activities.GraphOf(after)), .. safetyNet.WarningsOf(after)], safetyNet.JudgesReviewOf(after));
        }
        catch (InvalidDefinitionException e)
        {
            Problems = ElsaProblems.Sentences(e.Problems);
        }
    }

    private StoredDefinition? Find(int? number) => Lines.FirstOrDefault(line => line.Version.Version == number)?.Version;
}
