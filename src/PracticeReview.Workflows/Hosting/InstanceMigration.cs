using PracticeReview.Workflows.Activities;
using PracticeReview.Workflows.Definitions;
using PracticeReview.Workflows.Execution;

namespace PracticeReview.Workflows.Hosting;

/// <summary>
/// Moves an instance to another version of its workflow. Making one is a dry run: it says what would change, or why it can't be.
/// Only the state is changed, nothing is run: what has run stays done, what waits goes on waiting.
/// </summary>
public sealed class InstanceMigration
{
    private readonly WorkflowInstance _instance;
    private readonly WorkflowDefinition _to;
    private readonly WorkflowGraph _old;
    private readonly WorkflowGraph _new;
    private readonly List<string> _refusals = [];
    private readonly List<string> _changes = [];
    private readonly List<Action> _steps = [];

    private InstanceMigration(WorkflowInstance instance, WorkflowDefinition from, WorkflowDefinition to, ActivityRegistry activities)
    {
        (_instance, _to) = (instance, to);
        (_old, _new) = (activities.GraphOf(from), activities.GraphOf(to));
    }

    /// <summary>Why the instance can't be moved, a sentence each; empty when it can.</summary>
    public IReadOnlyList<string> Refusals => _refusals;

    /// <summary>What changes for the instance, a sentence each.</summary>
    public IReadOnlyList<string> Changes => _changes;

    /// <summary>The instance can be moved.</summary>
    public bool IsPossible => _refusals.Count == 0;

    /// <summary>Plans the move of an instance from the version that it runs on to another; changes nothing.</summary>
    public static InstanceMigration Plan(WorkflowInstance instance, WorkflowDefinition from, WorkflowDefinition to, ActivityRegistry activities)
    {
        var migration = new InstanceMigration(instance, from, to, activities);
        migration.CheckWhole(from);
        if (migration.IsPossible)
        {
            migration.CheckExecutions();
            migration.CheckScheduled();
            migration.CompareActivities();
        }

        return migration;
    }

    /// <summary>Moves the instance.</summary>
    /// <exception cref="InvalidOperationException">It can't be moved.</exception>
    public void Apply()
    {
        if (!IsPossible)
        {
            throw new InvalidOperationException($"The instance '{_instance.Id}' can't be moved: {string.Join(" ", _refusals)}");
        }

        _steps.ForEach(step => step());
        _instance.DefinitionVersionId = _to.Id;
        _instance.Version = _to.Version;
    }

    private void CheckWhole(WorkflowDefinition from)
    {
        if (_instance.SubStatus is WorkflowSubStatus.Finished or WorkflowSubStatus.Cancelled)
        {
            _refusals.Add("The instance has ended.");
        }

        if (_instance.DefinitionVersionId != from.Id)
        {
            _refusals.Add($"The instance does not run on version {from.Version}.");
        }

        if (_to.DefinitionId != _instance.DefinitionId)
        {
            _refusals.Add($"'{_to.Name}' is another workflow.");
        }

        foreach (var problem in _new.Problems.Where(p => !p.FaultsWhenReached))
        {
            _refusals.Add($"Version {_to.Version} can't run: {problem}");
        }
    }

    private void CheckExecutions()
    {
        foreach (var execution in _instance.ActivityExecutions)
        {
            var old = _old.Find(execution.NodeId);
            if (Counterpart(execution.NodeId, old, "is under way") is not { } node)
            {
                continue;
            }

            if (old is not null && execution.Status != ActivityStatus.Faulted && node.Children.Count == 0 && DefinitionComparison.Differ(old, node))
            {
                _changes.Add($"'{node.Label}' is under way and was changed: it goes on with what it began with.");
            }

            var state = new StateMigration(execution, old, node, _instance, _changes, _refusals, _steps);
            state.MoveVariables();
            state.MovePosition();
        }
    }

    private void CheckScheduled()
    {
        foreach (var scheduled in _instance.Scheduled)
        {
            Counterpart(scheduled.NodeId, _old.Find(scheduled.NodeId), "is about to run");
        }
    }

    private ActivityNode? Counterpart(string nodeId, ActivityNode? old, string whichIs)
    {
        var label = old is null ? nodeId : old.Label;
        if (_new.Find(nodeId) is not { } node)
        {
            var moved = _new.Nodes.FirstOrDefault(n => n.Id == old?.Id);
            _refusals.Add(moved is null
                ? $"'{label}' {whichIs}, but version {_to.Version} has no such activity."
                : $"'{label}' {whichIs}, but stands elsewhere in version {_to.Version}, inside of '{moved.Parent?.Label}'.");
            return null;
        }

        if (old is not null && node.Type != old.Type)
        {
            _refusals.Add($"'{label}' {whichIs}, but is of another type in version {_to.Version}: {node.Type} instead of {old.Type}.");
            return null;
        }

        return node;
    }

    private void CompareActivities()
    {
        foreach (var node in _new.Nodes.Where(n => _old.Find(n.NodeId) is null))
        {
            _changes.Add($"'{node.Label}' is new: it runs if the instance comes to it.");
        }

        foreach (var node in _old.Nodes.Where(n => _new.Find(n.NodeId) is null))
        {
            _changes.Add($"'{node.Label}' is gone: it does not run any more.");
        }
    }
}
