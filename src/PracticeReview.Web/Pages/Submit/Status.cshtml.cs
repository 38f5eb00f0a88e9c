using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using PracticeReview.Criteria;
using PracticeReview.Data;
using PracticeReview.Data.Flow;
using PracticeReview.Decisions;
using PracticeReview.Matching;
using PracticeReview.Practices;
using PracticeReview.Reviews;
using PracticeReview.Web.Texts;

namespace PracticeReview.Web.Pages.Submit;

/// <summary>What a submitter sees of a decision: the outcome, the editor's and the reviewers' words, and where scores fell short.</summary>
/// <param name="Decision">The decision.</param>
/// <param name="Reviews">The reviews, without names, in an order that tells nothing.</param>
/// <param name="Rubric">What they were scored by.</param>
public sealed record Feedback(Decision Decision, IReadOnlyList<ReviewContent> Reviews, Rubric Rubric)
{
    /// <summary>What the reviewers answered to a criterion, with the number of each.</summary>
    public IEnumerable<(int Reviewer, CriterionAnswer Answer)> AnswersTo(string criterion) =>
        Reviews.SelectMany((review, index) => review.Answers.Where(answer => answer.Criterion == criterion).Select(answer => (index + 1, answer)));
}

/// <summary>Where a submission stands: what happened, what comes next and by when, and the feedback.</summary>
[Authorize]
public sealed class StatusModel(AppDbContext db, PracticeFlow flow, Rubrics rubrics, TimeProvider time, IStringLocalizer<SubmitTexts> texts) : SubmitPage(time, texts)
{
    /// <summary>The practice.</summary>
    public Practice Practice { get; private set; } = null!;

    /// <summary>What happened and comes.</summary>
    public IReadOnlyList<Moment> Moments { get; private set; } = [];

    /// <summary>Decisions with their feedback, the latest first.</summary>
    public IReadOnlyList<Feedback> Decisions { get; private set; } = [];

    /// <summary>Words of its public address; null before publication.</summary>
    public string? Slug { get; private set; }

    /// <summary>What the screening sent it back for; empty when reviewers, or an editor, asked for the revision.</summary>
    public IReadOnlyList<ScreeningFinding> Findings { get; private set; } = [];

    /// <summary>It can be taken back now.</summary>
    public bool CanWithdraw { get; private set; }

    /// <summary>Shows it.</summary>
    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        var practice = await db.Practices.AsNoTracking().Include(p => p.Revisions)
            .SingleOrDefaultAsync(p => p.Id == id && p.SubmitterId == AccountId, cancellation);
        if (practice is null)
        {
            return NotFound();
        }

        Practice = practice;
        var assignments = await db.Assignments.AsNoTracking().Where(a => a.PracticeId == id).ToListAsync(cancellation);
        var decisions = await db.Decisions.AsNoTracking().Where(d => d.PracticeId == id).ToListAsync(cancellation);
        Moments = SubmissionTimeline.Of(practice, assignments, decisions, Now);
        if (practice.Stage == PracticeStage.AwaitingRevision && decisions.All(d => d.Round != practice.Round))
        {
            Findings = ScreeningRules.Check(practice.Draft, ScreeningRules.ShippedLeastWords, Today);
        }

        Slug = await db.Publications.Where(p => p.PracticeId == id).Select(p => p.Slug).FirstOrDefaultAsync(cancellation);
        CanWithdraw = practice.CanWithdraw && await flow.IsWaitingForAsync(id, AwaitWithdrawal.Withdrawn(id), cancellation);

        var reviewed = assignments.Where(a => a.State == AssignmentState.Reviewed).Select(a => a.Id).ToList();
        var reviews = await db.Reviews.AsNoTracking().Where(r => reviewed.Contains(r.AssignmentId)).ToListAsync(cancellation);
        var feedback = new List<Feedback>();
        foreach (var decision in decisions.OrderByDescending(d => d.Round))
        {
            var round = assignments.Where(a => a.Round == decision.Round).ToList();
            var submitted = round.Join(reviews, a => a.Id, r => r.AssignmentId, (_, review) => review)
                .OrderBy(review => ReviewLink.Hash(review.AssignmentId.ToString()), StringComparer.Ordinal)
                .Select(review => review.Submitted).OfType<ReviewContent>();
            feedback.Add(new Feedback(decision, [.. submitted], await rubrics.OfVersionAsync(round.Select(a => a.RubricVersionId).FirstOrDefault(), cancellation)));
        }

        Decisions = feedback;
        return Page();
    }
}
