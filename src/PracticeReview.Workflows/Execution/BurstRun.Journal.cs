using System.Text.Json.Nodes;
using PracticeReview.Workflows.Activities;
using PracticeReview.Workflows.Expressions;

namespace PracticeReview.Workflows.Execution;

// What the journal says of the burst.
internal sealed partial class BurstRun
{
    private void Write(ActivityExecution execution, string eventName, string[]? outcomes = null, string? message = null)
    {
        Instance.JournalSequence++;
        if (!Options.WritesJournal)
        {
            return;
        }

        var node = execution.Node;
        var now = Now;
        Journal.Add(new JournalEntry(
            NewId(), Instance.Id, execution.Id, execution.ParentId, node.Id, node.NodeId, node.Type, node.Name, eventName, now, Instance.JournalSequence, outcomes ?? [], message)
        {
            Outputs = eventName == "Completed" ? execution.LoggedOutputs : null,
        });
    }

    private bool Logs(ActivityExecution execution, InputDescriptor input) =>
        Options.WritesJournal && !input.IsSensitive && execution.Node.Log.KeepsInput(input.Name, Options.LogsValues);

    private static void Log(ref Dictionary<string, JsonNode?>? inputs, InputDescriptor input, object? value) =>
        (inputs ??= new(StringComparer.Ordinal))[input.Name] = Values.ToNode(value)?.DeepClone();

    // The entry was written before the inputs were known, so that a fault of one of them comes after it.
    private void AddInputs(Dictionary<string, JsonNode?> inputs) => Journal[^1] = Journal[^1] with { Inputs = inputs };

    private void LogOutput(ActivityExecution execution, string name, JsonNode? value)
    {
        if (Options.WritesJournal && execution.Node.Log.KeepsOutput(name, Options.LogsValues))
        {
            (execution.LoggedOutputs ??= new(StringComparer.Ordinal))[name] = value?.DeepClone();
        }
    }
}
