using PracticeReview.Workflows.Activities;
using PracticeReview.Workflows.Execution;

namespace PracticeReview.Practices;

/// <summary>An activity of a workflow that moves a practice: the instance's correlation id is the practice's id.</summary>
public abstract class PracticeActivity : Activity
{
    /// <summary>Where the palette of the Studio lists these activities.</summary>
    public const string Category = "Practice review";

    /// <summary>The practice that the instance moves.</summary>
    /// <exception cref="InvalidOperationException">The instance was not started for a practice.</exception>
    protected static Guid PracticeId(ActivityContext context) =>
        Guid.TryParse(context.CorrelationId, out var id)
            ? id
            : throw new InvalidOperationException("This activity needs a workflow that was started for a practice: the correlation id is not the id of one.");
}
