using Microsoft.EntityFrameworkCore;
using PracticeReview.Audit;
using PracticeReview.Data;
using PracticeReview.Practices;
using PracticeReview.Workflows.Activities;
using PracticeReview.Workflows.Execution;
using PracticeReview.Workflows.Hosting;

namespace PracticeReview.Decisions;

/// <summary>Decides by the rule, or says that an editor should.</summary>
[Activity("PracticeReview.Decide", Category = Category, DisplayName = "Decide",
    Description = "Decides by the rule: publish, ask for a revision or decline. \"Borderline\" when scores are close to a threshold, too few or contested.",
    Outcomes = ["Publish", "Revise", "Decline", "Borderline"])]
public sealed class Decide(AppDbContext db, RoundReviews reviews, AuditTrail audit, IdSource ids) : PracticeActivity
{
    /// <summary>Mean from which a practice is published.</summary>
    [Input(Category = "Thresholds", DisplayName = "Publish from", Description = "Mean (1 to 5) from which a practice is published, if every required criterion is met and no reviewer declines.", DefaultValue = 3.5, Order = 1, Minimum = 0, Maximum = 6)]
    public double PublishFrom { get; set; }

    /// <summary>Mean below which it is declined.</summary>
    [Input(Category = "Thresholds", DisplayName = "Decline below", Description = "Mean (1 to 5) below which it is declined.", DefaultValue = 2.5, Order = 2, Minimum = 0, Maximum = 6)]
    public double DeclineBelow { get; set; }

    /// <summary>Distance from a threshold within which an editor decides.</summary>
    [Input(Category = "When an editor decides", Description = "Distance from a threshold within which an editor decides.", DefaultValue = 0.1, Order = 3, Minimum = 0, Maximum = 4)]
    public double Margin { get; set; }

    /// <summary>Reviews needed for the rule to decide.</summary>
    [Input(Category = "When an editor decides", DisplayName = "Least reviews", Description = "With fewer reviews an editor decides.", DefaultValue = 3, Order = 4, Minimum = 0, Maximum = 20)]
    public int LeastReviews { get; set; }

    /// <summary>Spread above which an editor decides.</summary>
    [Input(Category = "When an editor decides", DisplayName = "Largest spread", Description = "With a larger spread of the reviewers' means an editor decides.", DefaultValue = 1.5, Order = 5, Minimum = 0, Maximum = 4)]
    public double LargestSpread { get; set; }

    /// <summary>Why.</summary>
    [Output(Description = "Why, as sentences for editors.")]
    public IReadOnlyList<string>? Reasons { get; set; }

    /// <inheritdoc />
    public override async ValueTask ExecuteAsync(ActivityContext context)
    {
        var practice = await db.Practices.FirstAsync(p => p.Id == PracticeId(context), context.Cancellation);
        var summary = await reviews.SummaryAsync(practice, context.Cancellation);
        var verdict = DecisionRules.Judge(summary, new DecisionSettings(PublishFrom, DeclineBelow, Margin, LeastReviews, LargestSpread));
        Reasons = verdict.Reasons;
        if (verdict.Outcome is { } outcome)
        {
            db.Decisions.Add(new Decision(ids.Next(), practice.Id, practice.Round, outcome, null, verdict.Reasons, "", summary, context.Now));
            audit.Record("decision.rule", $"The rule decided: {outcome}. {string.Join(" ", verdict.Reasons)}", practiceId: practice.Id);
            await db.SaveChangesAsync(context.Cancellation);
        }

        context.Complete(verdict.Outcome?.ToString() ?? "Borderline");
    }
}
