using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using PracticeReview.Workflows.Activities;
using PracticeReview.Workflows.Definitions;
using PracticeReview.Workflows.Expressions;
using PracticeReview.Workflows.Hosting;

namespace PracticeReview.Workflows.Execution;

/// <summary>What an activity sees of the burst while it is called.</summary>
public sealed class ActivityContext
{
    private const int MaximumGenerations = 100;

    private readonly BurstRun _burst;

    internal ActivityContext(BurstRun burst, ActivityExecution execution)
    {
        _burst = burst;
        Execution = execution;
    }

    /// <summary>The instance.</summary>
    public string InstanceId => _burst.Instance.Id;

    /// <summary>What the instance is about.</summary>
    public string? CorrelationId
    {
        get => _burst.Instance.CorrelationId;
        set => _burst.Instance.CorrelationId = value;
    }

    /// <summary>The instance's name.</summary>
    public string? InstanceName
    {
        get => _burst.Instance.Name;
        set => _burst.Instance.Name = value;
    }

    /// <summary>This execution; the same across resumes, so a good key against doing things twice.</summary>
    public string ActivityInstanceId => Execution.Id;

    /// <summary>The activity in its definition.</summary>
    public ActivityNode Node => Execution.Node;

    /// <summary>Now (UTC).</summary>
    public DateTimeOffset Now => _burst.Now;

    /// <summary>Stops the burst when its host gives up.</summary>
    public CancellationToken Cancellation => _burst.Cancellation;

    /// <summary>Services of the burst's scope.</summary>
    public IServiceProvider Services => _burst.Services;

    /// <summary>This activity started the workflow as its trigger.</summary>
    public bool IsTrigger => Node.Id == _burst.Instance.TriggerActivityId && Node.Parent?.Parent?.Parent is null;

    internal ActivityExecution Execution { get; }

    internal WorkflowDefinition Definition => _burst.Graph.Definition;

    internal WorkflowInstance Instance => _burst.Instance;

    internal VariableScope Scope => _burst.ScopeOf(Execution);

    /// <summary>Completes the activity after this call; without outcomes "Done". Children still under way are cancelled.</summary>
    public void Complete(params string[] outcomes) => Execution.PendingOutcomes = outcomes is { Length: > 0 } ? outcomes : BurstRun.Done;

    /// <summary>Waits for a stimulus with the same name and key.</summary>
    public Bookmark Wait(Stimulus stimulus) => _burst.AddBookmark(Execution, stimulus.Name, stimulus.Hash, stimulus.Payload, null);

    /// <summary>Waits until a time (UTC); <see cref="Bookmark.Name"/> tells it from others on resume.</summary>
    public Bookmark WaitUntil(DateTimeOffset due, string name) =>
        _burst.AddBookmark(Execution, name, new Stimulus("PracticeReview.Due", Execution.Id + "/" + name).Hash, null, due.ToUniversalTime());

    /// <summary>Stops waiting for anything.</summary>
    public void ClearBookmarks() => _burst.RemoveBookmarks(Execution);

    /// <summary>Reads what this execution remembers; default when it remembers nothing under the key.</summary>
    public T? Get<T>(string key) => Execution.Get<T>(key);

    /// <summary>Remembers a value across suspensions; it must be serialisable as JSON.</summary>
    public void Set<T>(string key, T value) => Execution.Set(key, value);

    /// <summary>Reads a variable in scope as plain CLR values (string, bool, long, double, list, dictionary); null when there is none.</summary>
    public object? GetVariable(string name) => Scope.TryGet(name, out var value) ? Values.ToPlain(value) : null;

    /// <summary>Sets a variable in scope, converting to its declared type.</summary>
    /// <exception cref="ActivityFaultException">There is no such variable, or the value doesn't fit.</exception>
    public void SetVariable(string name, object? value) => Scope.Set(name, value);

    /// <summary>Reads what the instance, or the enclosing workflow used as an activity, was given.</summary>
    public T? GetInput<T>(string name) => (T?)Values.Convert(Scope.Input(name), typeof(T));

    /// <summary>Evaluates an input again.</summary>
    /// <exception cref="ActivityFaultException">The activity has no such input, or its expression fails.</exception>
    public ValueTask<T?> EvaluateAsync<T>(string inputName)
    {
        var input = Node.Descriptor!.Inputs.FirstOrDefault(i => i.Name == inputName)
            ?? throw new ActivityFaultException($"'{Node.Type}' has no input '{inputName}'.");
        return ValueTask.FromResult((T?)_burst.Evaluate(Execution, input, typeof(T)));
    }

    /// <summary>Writes a line for whoever ran the workflow.</summary>
    public void WriteLine(string text) => _burst.WriteLine(text);

    /// <summary>Runs a child when its turn comes, with variables of its own; the tag comes back with its completion.</summary>
    public void Schedule(ActivityNode child, string? tag = null, Dictionary<string, JsonNode?>? variables = null) => _burst.Schedule(child, Execution, tag, variables);

    /// <summary>Publishes an event once the burst is saved: to all instances, those of one correlation id, or this one.</summary>
    public void Publish(Stimulus stimulus, string? correlationId, bool isLocal) =>
        _burst.Published.Add(new PublishedStimulus(stimulus, correlationId, isLocal ? InstanceId : null));

    /// <summary>Has another workflow started once the burst is saved; gives the id that its instance will have.</summary>
    /// <exception cref="ActivityFaultException">It would be the next one of an endless chain.</exception>
    public string StartWorkflow(string definitionId, string? correlationId, IReadOnlyDictionary<string, JsonNode?> input)
    {
        var id = _burst.NewId();
        _burst.Starts.Add(Next(new StartRequest(definitionId, id, correlationId, input, InstanceId)));
        return id;
    }

    /// <summary>A request to start a workflow for this instance.</summary>
    /// <exception cref="ActivityFaultException">The host knows that there is no such workflow, or it would be the next one of an endless chain.</exception>
    internal async ValueTask<StartRequest> PrepareWorkflowAsync(string definitionId, string? correlationId, JsonObject? input)
    {
        if (_burst.Options.Knows is { } knows && !await knows(definitionId, Cancellation))
        {
            throw new ActivityFaultException("WorkflowDefinitionId", $"There is no published workflow '{definitionId}'.");
        }

        var given = new Dictionary<string, JsonNode?>(StringComparer.Ordinal) { ["ParentInstanceId"] = InstanceId };
        foreach (var (name, value) in input ?? [])
        {
            given[name] = value?.DeepClone();
        }

        return Next(new StartRequest(definitionId, _burst.NewId(), string.IsNullOrEmpty(correlationId) ? null : WorkflowInstance.CheckedCorrelation(correlationId), given, InstanceId));
    }

    // A workflow that starts itself now and then is meant; a chain in which each starts the next one at once would never end, nor
    // would ones that become ever more. Only what one burst starts is counted.
    private StartRequest Next(StartRequest request)
    {
        var begun = ++_burst.WorkflowsBegun;
        if (Now - (Instance.StartedAt ?? Now) >= TimeSpan.FromMinutes(1))
        {
            return request with { Spread = begun };
        }

        var (generation, spread) = (Instance.Generation + 1, (long)Instance.Spread * begun);
        if (generation > MaximumGenerations)
        {
            throw new ActivityFaultException($"Workflows started one another more than {MaximumGenerations} times, each within a minute: this looks like an endless loop.");
        }

        if (spread * generation > _burst.Options.MaximumKin)
        {
            throw new ActivityFaultException(string.Create(CultureInfo.InvariantCulture, $"Workflows started one another, each within a minute, until there were about {_burst.Options.MaximumKin:N0}: this looks like an endless loop."));
        }

        return request with { Generation = generation, Spread = (int)spread };
    }

    /// <summary>Has a workflow started once the burst is saved.</summary>
    internal void Dispatch(StartRequest request) => _burst.Starts.Add(request);

    /// <summary>Runs a workflow now, until it waits or has ended; null when the host can't.</summary>
    internal Task<WorkflowInstance?> RunWorkflowAsync(StartRequest request) =>
        _burst.Options.RunsChild?.Invoke(request, Cancellation) ?? Task.FromResult<WorkflowInstance?>(null);

    internal EmailSender? EmailSender => _burst.Options.EmailSender ?? Services.GetService<EmailSender>();

    /// <summary>Evaluates an input that is not evaluated beforehand; its script sees the arguments as args. Default when it isn't given.</summary>
    internal ValueTask<T?> EvaluateWithAsync<T>(string inputName, JsonObject arguments)
    {
        var input = Node.Descriptor!.Inputs.First(i => i.Name == inputName);
        return ValueTask.FromResult(Node.Input(input).IsGiven ? (T?)_burst.Evaluate(Execution, input, typeof(T), arguments) : default);
    }

    internal ValueTask<bool> IsTrueAsync(CompiledExpression condition) => ValueTask.FromResult(Values.Convert(condition.Evaluate(Scope), typeof(bool)) is true);

    internal bool IsBreaking => Execution.Get<bool>("IsBreaking");

    /// <summary>Gives the variables declared here their first values.</summary>
    internal void DeclareVariables()
    {
        if (Node.Variables.Count == 0)
        {
            return;
        }

        var variables = Execution.Variables ??= new(StringComparer.Ordinal);
        foreach (var declared in Node.Variables)
        {
            variables[declared.Name] = VariableScope.Fit(declared, Values.ToNode(declared.Value), declared.Name);
        }
    }

    /// <summary>The child is scheduled, or running: a join that cancels the branches that lost must not be reached by them.</summary>
    internal bool IsUnderWay(ActivityNode child) => _burst.IsScheduled(child, Execution) || Execution.OpenChildren.Exists(c => c.Node == child && c.Status == ActivityStatus.Running);

    internal bool HasPendingChildren => Execution.ScheduledChildren > 0 || Execution.HasOpenChildren;

    internal ValueTask CancelChildrenAsync(Func<ActivityNode, bool> which) => _burst.CancelChildrenAsync(Execution, which);

    internal ActivityContext? Parent => Execution.Parent is { } parent ? new ActivityContext(_burst, parent) : null;

    internal object? EvaluateInput(InputDescriptor input) => _burst.Evaluate(Execution, input, input.Type);

    internal void Break() => _burst.Break(Execution);

    internal ValueTask CompleteWorkflowAsync(string[] outcomes) => _burst.CompleteWorkflowAsync(Execution, outcomes);

    internal void Finish() => _burst.Stop(WorkflowSubStatus.Finished);

    internal void SetOutput(ActivityExecution execution, string name, JsonNode? value) => _burst.WriteOutput(execution, name, value);
}
