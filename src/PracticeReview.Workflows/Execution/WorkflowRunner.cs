using System.Text.Json.Nodes;
using PracticeReview.Workflows.Activities;
using PracticeReview.Workflows.Definitions;
using PracticeReview.Workflows.Hosting;

namespace PracticeReview.Workflows.Execution;

/// <summary>
/// Runs bursts, purely in memory: changes the given instance and tells what else happened. Loading, locking and saving are the host's.
/// Safe for concurrent use on different instances.
/// </summary>
public sealed class WorkflowRunner(ActivityRegistry activities, TimeProvider clock, IdSource ids)
{
    /// <summary>Starts an instance and runs until all of it waits or has ended.</summary>
    /// <exception cref="InvalidDefinitionException">The definition can't be built: repeated ids, a workflow that contains itself. An unknown type is a fault only when it is reached.</exception>
    /// <exception cref="InvalidOperationException">The instance was already started.</exception>
    public Task<Burst> StartAsync(WorkflowDefinition definition, WorkflowInstance instance, IServiceProvider scope, BurstOptions? options = null, CancellationToken cancellation = default)
    {
        Require(instance.SubStatus == WorkflowSubStatus.Pending, $"The instance '{instance.Id}' was already started.");
        return RunAsync(definition, instance, scope, options, cancellation, run =>
        {
            run.Start();
            return ValueTask.CompletedTask;
        });
    }

    /// <summary>Wakes what waits at a bookmark of the instance. A bookmark that is gone does nothing.</summary>
    public Task<Burst> ResumeAsync(WorkflowDefinition definition, WorkflowInstance instance, Bookmark bookmark, JsonNode? payload, IServiceProvider scope, BurstOptions? options = null, CancellationToken cancellation = default)
    {
        if (instance.Status == WorkflowStatus.Finished || !instance.Bookmarks.Exists(b => b.Id == bookmark.Id))
        {
            return Task.FromResult(new Burst([], []));
        }

        return RunAsync(definition, instance, scope, options, cancellation, run =>
        {
            run.Resume(bookmark, payload);
            return ValueTask.CompletedTask;
        });
    }

    /// <summary>Runs a faulted activity again, and what was still scheduled when it faulted.</summary>
    /// <exception cref="InvalidOperationException">The activity is not faulted.</exception>
    public Task<Burst> RetryAsync(WorkflowDefinition definition, WorkflowInstance instance, string activityInstanceId, IServiceProvider scope, BurstOptions? options = null, CancellationToken cancellation = default) =>
        RunAsync(definition, instance, scope, options, cancellation, run =>
        {
            run.Retry(activityInstanceId);
            instance.SubStatus = WorkflowSubStatus.Executing;
            instance.FinishedAt = null;
            return ValueTask.CompletedTask;
        });

    /// <summary>Cancels the instance: what waits is told, nothing more runs.</summary>
    public Task<Burst> CancelAsync(WorkflowDefinition definition, WorkflowInstance instance, IServiceProvider scope, BurstOptions? options = null, CancellationToken cancellation = default) =>
        instance.Status == WorkflowStatus.Finished && instance.SubStatus != WorkflowSubStatus.Faulted
            ? Task.FromResult(new Burst([], []))
            : RunAsync(definition, instance, scope, options, cancellation, run => run.CancelAllAsync());

    private async Task<Burst> RunAsync(WorkflowDefinition definition, WorkflowInstance instance, IServiceProvider scope, BurstOptions? options, CancellationToken cancellation, Func<BurstRun, ValueTask> begin)
    {
        var graph = activities.GraphOf(definition);
        if (graph.Problems.Exists(p => !p.FaultsWhenReached))
        {
            throw new InvalidDefinitionException(graph.Problems);
        }

        var run = new BurstRun(graph, instance, scope, clock, () => ids.Next().ToString("N"), options ?? BurstOptions.Default, cancellation);
        await begin(run);
        await run.RunAsync();
        return new Burst(run.Journal, run.Lines)
        {
            // Only now it is known beside how many others each of them is started.
            Published = run.Published, Starts = run.Starts.ConvertAll(start => start with { Spread = run.Starts[^1].Spread }),
        };
    }

    private static void Require(bool condition, string sentence)
    {
        if (!condition)
        {
            throw new InvalidOperationException(sentence);
        }
    }
}
