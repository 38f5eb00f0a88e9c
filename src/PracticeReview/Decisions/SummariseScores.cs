using Microsoft.EntityFrameworkCore;
using PracticeReview.Data;
using PracticeReview.Practices;
using PracticeReview.Workflows.Activities;
using PracticeReview.Workflows.Execution;

namespace PracticeReview.Decisions;

/// <summary>Brings the scores of the round together and says whether the reviewers agree.</summary>
[Activity("PracticeReview.SummariseScores", Category = Category, DisplayName = "Summarise scores",
    Description = "Brings the scores of the round together. \"Disagree\" when the reviewers' weighted means spread too far and a further reviewer can still be asked.",
    Outcomes = ["Agree", "Disagree"])]
public sealed class SummariseScores(AppDbContext db, RoundReviews reviews) : PracticeActivity
{
    /// <summary>Largest spread of the reviewers' weighted means.</summary>
    [Input(DisplayName = "Largest spread", Description = "Largest difference between the reviewers' weighted means (each 1 to 5) that counts as agreement.", DefaultValue = 1.5, Order = 1, Minimum = 0, Maximum = 4)]
    public double LargestSpread { get; set; }

    /// <summary>Further reviewers that may be asked in a round.</summary>
    [Input(DisplayName = "Most further reviewers", Description = "How many further reviewers may be asked in a round.", DefaultValue = 1, Order = 2, Minimum = 0, Maximum = 20)]
    public int MostFurther { get; set; }

    /// <summary>Mean of the reviewers' weighted means.</summary>
    [Output(Description = "Mean of the reviewers' weighted means (1 to 5); empty without a score.")]
    public double? Mean { get; set; }

    /// <summary>Highest weighted mean less the lowest.</summary>
    [Output(Description = "Highest weighted mean less the lowest.")]
    public double Spread { get; set; }

    /// <inheritdoc />
    public override async ValueTask ExecuteAsync(ActivityContext context)
    {
        var practice = await db.Practices.FirstAsync(p => p.Id == PracticeId(context), context.Cancellation);
        var summary = await reviews.SummaryAsync(practice, context.Cancellation);
        var further = await db.Assignments.CountAsync(a => a.PracticeId == practice.Id && a.Round == practice.Round && a.IsFurther, context.Cancellation);
        (Mean, Spread) = (summary.Mean, summary.Spread);
        context.Complete(DecisionRules.Disagree(summary, LargestSpread) && further < MostFurther ? "Disagree" : "Agree");
    }
}
