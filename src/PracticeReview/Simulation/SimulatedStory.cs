using System.Text.Json.Nodes;
using PracticeReview.Mail;
using PracticeReview.Matching;
using PracticeReview.Reviewers;
using PracticeReview.Workflows.Definitions;
using PracticeReview.Workflows.Execution;

namespace PracticeReview.Simulation;

/// <summary>What kind of thing happened in a simulated run.</summary>
public enum StoryKind
{
    /// <summary>An activity ended.</summary>
    Activity,

    /// <summary>An activity failed.</summary>
    Failure,

    /// <summary>The workflow wrote a line.</summary>
    Text,

    /// <summary>Somebody acted.</summary>
    Person,

    /// <summary>A mail would have been sent.</summary>
    Mail,
}

/// <summary>Something that happened in a simulated run.</summary>
/// <param name="At">When, on the virtual clock (UTC).</param>
/// <param name="Kind">What kind of thing.</param>
/// <param name="Who">The activity, the person, or who gets the mail.</param>
/// <param name="What">Outcome, deed, text or subject.</param>
/// <param name="Body">Text of a mail; else null.</param>
public sealed record StoryLine(DateTimeOffset At, StoryKind Kind, string Who, string What, string? Body = null);

/// <summary>One run of a workflow from beginning to end, told in its order.</summary>
/// <param name="Outcome">How it came out.</param>
/// <param name="Start">When it began on the virtual clock (UTC).</param>
/// <param name="Lines">What happened.</param>
/// <param name="Waits">What it waits for if it never ended: activities by name.</param>
/// <param name="Output">What the workflow gave, by name.</param>
public sealed record SimulatedStory(
    SimulatedOutcome Outcome, DateTimeOffset Start, IReadOnlyList<StoryLine> Lines, IReadOnlyList<string> Waits, IReadOnlyDictionary<string, JsonNode?> Output)
{
    // What happens at the same moment is told in this order: who acted, what that led to, what was sent.
    internal static SimulatedStory Of(
        SimulatedOutcome outcome, DateTimeOffset start, WorkflowInstance instance, WorkflowGraph graph,
        IEnumerable<JournalEntry> journal, SimulatedData data, IEnumerable<StoryLine> others)
    {
        var names = graph.Nodes.ToDictionary(n => n.NodeId, DefinitionComparison.Called);
        var reviewers = data.List<Reviewer>().ToDictionary(r => r.Id, r => r.Name);
        var lines = data.List<Assignment>().SelectMany(assignment => Deeds(assignment, reviewers[assignment.ReviewerId]))
            .Concat(journal.SelectMany(entry => Told(entry, names)))
            .Concat(others)
            .Concat(data.List<OutboxMessage>().Select(m => new StoryLine(m.CreatedAt, StoryKind.Mail, m.ToName, m.Subject, m.TextBody)));
        var waits = instance.Bookmarks.Select(b => names.GetValueOrDefault(b.ActivityNodeId) ?? b.Name).Distinct();
        return new SimulatedStory(
            outcome, start, [.. lines.OrderBy(line => line.At)], [.. waits], instance.Output);
    }

    private static IEnumerable<StoryLine> Deeds(Assignment assignment, string reviewer)
    {
        if (assignment.AnsweredAt is { } answered)
        {
            yield return new StoryLine(answered, StoryKind.Person, reviewer, assignment.State == AssignmentState.Declined ? "declines" : "accepts");
        }

        if (assignment.ReviewedAt is { } reviewed)
        {
            yield return new StoryLine(reviewed, StoryKind.Person, reviewer, "hands the review in");
        }
    }

    private static IEnumerable<StoryLine> Told(JournalEntry entry, Dictionary<string, string> names)
    {
        if (!names.TryGetValue(entry.ActivityNodeId, out var name))
        {
            yield break; // of another workflow that this one started
        }

        switch (entry.EventName)
        {
            case "Completed" when entry.ActivityType is not ("Elsa.Flowchart" or "Elsa.Workflow" or "Elsa.Sequence"):
                yield return new StoryLine(entry.Timestamp, StoryKind.Activity, name, string.Join(", ", entry.Outcomes));
                break;
            case "Faulted":
                yield return new StoryLine(entry.Timestamp, StoryKind.Failure, name, entry.Message ?? "failed");
                break;
            case "Cancelled":
                yield return new StoryLine(entry.Timestamp, StoryKind.Activity, name, "cancelled");
                break;
        }
    }
}
