using System.Text.Json.Nodes;
using PracticeReview.Workflows.Definitions;
using PracticeReview.Workflows.Execution;
using PracticeReview.Workflows.Hosting;

namespace PracticeReview.Data.Flow;

/// <summary>
/// Starts, wakes, retries and cancels workflow instances of any kind, one transaction a burst. An instance that moves a
/// practice is woken with the practice locked, as <see cref="PracticeFlow"/> does.
/// </summary>
public sealed class InstanceFlow(InstanceStore store, Bursts bursts, DefinitionStore definitions, PracticeFlow practices, TimeProvider time, IdSource ids)
{
    /// <summary>Starts a workflow on its published version and runs it until it waits or has ended.</summary>
    /// <param name="definitionId">The workflow.</param>
    /// <param name="input">What it is given, by input name.</param>
    /// <param name="correlationId">What it is about.</param>
    /// <param name="cancellation">Stops the work; nothing is kept.</param>
    /// <exception cref="InvalidOperationException">No version of it is published.</exception>
    public Task<WorkflowInstance> StartAsync(
        string definitionId, IReadOnlyDictionary<string, JsonNode?> input, string? correlationId, CancellationToken cancellation) =>
        bursts.InTransactionAsync(
            async () => await BeginAsync(
                await definitions.PublishedAsync(definitionId, cancellation)
                    ?? throw new InvalidOperationException($"No version of the workflow \"{definitionId}\" is published."),
                input, correlationId, cancellation),
            cancellation);

    /// <summary>Starts a version that never changes any more, published or not.</summary>
    /// <inheritdoc cref="StartAsync" path="/param"/>
    public Task<WorkflowInstance> StartVersionAsync(
        string versionId, IReadOnlyDictionary<string, JsonNode?> input, string? correlationId, CancellationToken cancellation) =>
        bursts.InTransactionAsync(
            async () => await BeginAsync(await definitions.VersionAsync(versionId, cancellation), input, correlationId, cancellation), cancellation);

    /// <summary>Sends a stimulus to all who wait for it, now or later.</summary>
    /// <param name="stimulus">What happened.</param>
    /// <param name="correlationId">Only instances about this hear it; null for all.</param>
    /// <param name="cancellation">Stops the work; nothing is kept.</param>
    public Task PublishAsync(Stimulus stimulus, string? correlationId, CancellationToken cancellation) => bursts.InTransactionAsync(
        async () =>
        {
            await store.KeepAsync(new PublishedStimulus(stimulus, correlationId, null), cancellation);
            bursts.Expect(stimulus.Hash);
            return true;
        },
        cancellation);

    /// <summary>Resumes the instance whose bookmark is due first. Those that another node has in hand are left to it.</summary>
    /// <param name="sweep">Where to look on, and what to leave alone; what can't be taken now is added.</param>
    /// <param name="cancellation">Stops the work; nothing is kept.</param>
    /// <returns>Whether there was one.</returns>
    /// <exception cref="BurstFailedException">The burst failed; nothing of it was kept.</exception>
    public Task<bool> ResumeNextDueAsync(DueSweep sweep, CancellationToken cancellation) => bursts.InTransactionAsync(
        async () =>
        {
            if (await store.LockNextDueAsync(sweep, cancellation) is not { } due)
            {
                return false;
            }

            try
            {
                await practices.GuardAsync(due.Instance, async () => await WakeAsync(due, sweep.Passed, cancellation), () => sweep.Passed.Add(due.Instance.Id), cancellation);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                throw new BurstFailedException(due, e);
            }

            return true;
        },
        cancellation);

    /// <summary>Runs a faulted activity again.</summary>
    /// <exception cref="InvalidOperationException">There is no such instance, or the activity is not faulted.</exception>
    public Task<WorkflowInstance> RetryAsync(string instanceId, string activityInstanceId, CancellationToken cancellation) =>
        OnAsync(instanceId, instance => bursts.RetryAsync(instance, activityInstanceId, cancellation), cancellation);

    /// <summary>Cancels an instance: what waits is told, and nothing more runs.</summary>
    /// <exception cref="InvalidOperationException">There is no such instance.</exception>
    public Task<WorkflowInstance> CancelAsync(string instanceId, CancellationToken cancellation) =>
        OnAsync(instanceId, instance => bursts.CancelAsync(instance, cancellation), cancellation);

    private async Task<WorkflowInstance> BeginAsync(
        WorkflowDefinition definition, IReadOnlyDictionary<string, JsonNode?> input, string? correlationId, CancellationToken cancellation)
    {
        var instance = WorkflowInstance.Of(definition, ids.Next().ToString(), time.GetUtcNow());
        instance.CorrelationId = correlationId;
        foreach (var (name, value) in input)
        {
            instance.Input[name] = value?.DeepClone();
        }

        await bursts.StartAsync(definition, instance, isKept: false, cancellation);
        return instance;
    }

    private async Task WakeAsync(DueInstance due, ISet<string> passed, CancellationToken cancellation)
    {
        var instance = due.Instance;
        if (instance.SubStatus == WorkflowSubStatus.Pending)
        {
            await bursts.StartAsync(await definitions.VersionAsync(instance.DefinitionVersionId, cancellation), instance, isKept: true, cancellation);
        }
        else if (instance.Bookmarks.Find(b => b.Id == due.BookmarkId) is { } bookmark)
        {
            await bursts.ResumeAsync(instance, bookmark, due.Payload is null ? null : StateJson.Read(due.Payload), cancellation);
        }
        else
        {
            passed.Add(instance.Id);
        }
    }

    private Task<WorkflowInstance> OnAsync(string instanceId, Func<WorkflowInstance, Task> change, CancellationToken cancellation) => bursts.InTransactionAsync(
        async () =>
        {
            var instance = await store.LockAsync(instanceId, cancellation)
                ?? throw new InvalidOperationException($"There is no workflow instance \"{instanceId}\".");
            await change(instance);
            return instance;
        },
        cancellation);
}

/// <summary>A burst ended with an exception; nothing of it was kept.</summary>
public sealed class BurstFailedException(DueInstance due, Exception cause)
    : Exception($"The instance {due.Instance.Id} could not be resumed: {cause.Message}", cause)
{
    /// <summary>The instance.</summary>
    public string InstanceId => due.Instance.Id;

    /// <summary>The bookmark that is due.</summary>
    public string BookmarkId => due.BookmarkId;

    /// <summary>How often a burst failed at it before.</summary>
    public int Attempts => due.Attempts;
}
