using Microsoft.Extensions.DependencyInjection;
using PracticeReview.Workflows.Execution;

namespace PracticeReview.Workflows.Hosting;

/// <summary>
/// Those outside of a simulated workflow: what they see and do, and where the run takes place. The base does nothing;
/// whoever plays overrides what concerns them.
/// </summary>
public class SimulatedOutside
{
    /// <summary>The run that this plays in; set when it begins.</summary>
    public WorkflowSimulator Simulator { get; internal set; } = null!;

    /// <summary>Prepares the run, before the workflow starts.</summary>
    /// <returns>The correlation id of the instance, if it is about something.</returns>
    public virtual Task<string?> BeginAsync(IServiceProvider scope, CancellationToken cancellation) => Task.FromResult<string?>(null);

    /// <summary>Sees what a burst did, in the burst's scope: saves it where there is something to save, and may plan reactions.</summary>
    public virtual Task SeeAsync(SimulatedMoment moment, CancellationToken cancellation) => Task.CompletedTask;

    /// <summary>Names how the run came out; by default how the instance stands.</summary>
    public virtual Task<string> EndAsync(IServiceProvider scope, WorkflowInstance instance, CancellationToken cancellation) =>
        Task.FromResult(instance.SubStatus.ToString());
}

/// <summary>What somebody outside does when the time comes, in a scope of its own; gives the stimulus that the workflow hears of it, if any.</summary>
public delegate Task<Stimulus?> SimulatedAct(IServiceProvider scope, CancellationToken cancellation);
