using PracticeReview.Workflows.Activities;
using PracticeReview.Workflows.Execution;

namespace PracticeReview.Practices;

/// <summary>Waits for the submitter to take the practice back. Where a workflow has none, nobody can withdraw.</summary>
[Activity("PracticeReview.AwaitWithdrawal", Category = Category, DisplayName = "Await withdrawal",
    Description = "Waits until the submitter takes the practice back. Put it on a branch beside the review; without it, the page offers no withdrawal.",
    Outcomes = ["Withdrawn"])]
public sealed class AwaitWithdrawal : PracticeActivity
{
    /// <summary>The submitter takes the practice back.</summary>
    public static Stimulus Withdrawn(Guid practiceId) => new("PracticeReview.Withdrawn", practiceId.ToString());

    /// <inheritdoc />
    public override ValueTask ExecuteAsync(ActivityContext context)
    {
        context.Wait(Withdrawn(PracticeId(context)));
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc />
    public override ValueTask ResumeAsync(ActivityContext context, Resumption resumption)
    {
        context.Complete("Withdrawn");
        return ValueTask.CompletedTask;
    }
}
