using PracticeReview.Workflows.Execution;

namespace PracticeReview.Workflows.Activities;

/// <summary>
/// What a definition is made of. An instance is made for each execution, with services from the burst's scope;
/// nothing in its fields survives a suspension: state belongs in <see cref="ActivityContext.Set{T}"/>.
/// An activity that after a call neither waits, nor has children under way, nor completed itself, completes with "Done".
/// </summary>
public abstract class Activity
{
    /// <summary>Does the work, or begins to wait.</summary>
    public abstract ValueTask ExecuteAsync(ActivityContext context);

    /// <summary>A bookmark of this activity was hit. The bookmark is gone; others remain until the activity completes.</summary>
    public virtual ValueTask ResumeAsync(ActivityContext context, Resumption resumption)
    {
        context.Complete();
        return ValueTask.CompletedTask;
    }

    /// <summary>A child completed. Inputs are not evaluated again for this call.</summary>
    public virtual ValueTask ChildCompletedAsync(ActivityContext context, ChildCompletion completion) => ValueTask.CompletedTask;

    /// <summary>A child was cancelled while this activity runs on.</summary>
    internal virtual ValueTask ChildCancelledAsync(ActivityContext context, ChildCompletion completion) => ValueTask.CompletedTask;

    /// <summary>The activity is cancelled; its bookmarks are gone.</summary>
    public virtual ValueTask CancelAsync(ActivityContext context) => ValueTask.CompletedTask;

    /// <summary>How the activity takes an <c>Elsa.Break</c> somewhere inside.</summary>
    internal virtual BreakReaction OnBreak => BreakReaction.None;
}

internal enum BreakReaction
{
    /// <summary>Not concerned.</summary>
    None,

    /// <summary>Ends after the child under way; the loop around it is told too.</summary>
    Note,

    /// <summary>The loop that is broken.</summary>
    Stop,
}
