using System.Globalization;
using PracticeReview.Workflows.Activities;
using PracticeReview.Workflows.Definitions;

namespace PracticeReview.Data.Flow;

/// <summary>
/// Warns of workflows that run but treat people badly: that never end, don't tell the submitter, or publish without enough
/// reviews. Warnings hinder nobody.
/// </summary>
public sealed class SafetyNet(ActivityRegistry activities, DefinitionValidator validator)
{
    private const int UsualReviews = 3;
    private static readonly HashSet<string> TellsSubmitter = ["NotifySubmitter", "PublishPractice", "DeclinePractice", "RequestRevision", "WithdrawSubmission"];
    private static readonly HashSet<string> Closes = ["PublishPractice", "DeclinePractice", "WithdrawSubmission"];

    /// <summary>The warnings, a sentence each, the gravest first; those of the peer review only for workflows with its activities.</summary>
    public IReadOnlyList<string> WarningsOf(WorkflowDefinition definition)
    {
        var ofReview = FlowOfReview(definition) is { } flow ? OfReview(flow, flow.ChildrenOf("activities"))
            : IsOfReview(definition)
                ? ["Its activities of the review stand in no flowchart of their own, so that nobody has checked whether a submission always ends, its submitter is told, and enough reviews come first."]
            : [];
        return [.. ofReview, .. validator.Warnings(definition).Select(w => w.Message)];
    }

    /// <summary>Whether it is a workflow of the peer review.</summary>
    public bool IsOfReview(WorkflowDefinition definition) => activities.GraphOf(definition).Nodes.Any(IsOfReview);

    /// <summary>Whether it is a workflow of the peer review that can be judged: only then the absence of warnings says something about submissions.</summary>
    public bool JudgesReviewOf(WorkflowDefinition definition) => FlowOfReview(definition) is not null;

    private ActivityNode? FlowOfReview(WorkflowDefinition definition) =>
        activities.GraphOf(definition).Root.Children.FirstOrDefault() is { Type: "Elsa.Flowchart" } root && root.ChildrenOf("activities").Any(IsOfReview) ? root : null;

    private static bool IsOfReview(ActivityNode node) => node.Type.StartsWith("PracticeReview.", StringComparison.Ordinal);

    private static IEnumerable<string> OfReview(ActivityNode flow, IReadOnlyList<ActivityNode> nodes)
    {
        var starts = Starts(flow, nodes);
        var reached = Reach(flow, starts, _ => false);
        foreach (var warning in OfPublishing(flow, starts, reached))
        {
            yield return warning;
        }

        if (!reached.Any(n => Closes.Contains(Short(n))))
        {
            yield return "No submission can ever end: no way leads to an activity that publishes, declines or closes it.";
        }

        if (!reached.Any(n => TellsSubmitter.Contains(Short(n))))
        {
            yield return "The submitter is never told anything.";
        }
        else if (Unclosed(flow, starts) is { } open)
        {
            yield return $"A submission can come to \"{DefinitionComparison.Called(open)}\" with nothing having published, declined or closed it: it stays open, and its submitter waits for a decision.";
        }
        else if (Untold(flow, starts) is { } silent)
        {
            yield return $"A submission can end at \"{DefinitionComparison.Called(silent)}\" without the submitter having been told anything.";
        }

        if (reached.All(n => Short(n) != "AwaitWithdrawal"))
        {
            yield return nodes.Any(n => Short(n) == "AwaitWithdrawal")
                ? "Submitters can't withdraw: nothing leads to \"Await withdrawal\"."
                : "Submitters can't withdraw: there is no activity \"Await withdrawal\".";
        }

        foreach (var warning in OfReviewers(reached).Concat(OpenWays(flow, reached)))
        {
            yield return warning;
        }
    }

    private static IEnumerable<string> OfPublishing(ActivityNode flow, IReadOnlyList<ActivityNode> starts, IReadOnlySet<ActivityNode> reached)
    {
        foreach (var decide in reached.Where(n => Short(n) is "Decide" or "AskEditor"))
        {
            var called = DefinitionComparison.Called(decide);
            if (Follows(flow, decide, "Decline", "PublishPractice"))
            {
                yield return $"What \"{called}\" declines is published: its way \"Decline\" leads to \"Publish\".";
            }

            if (Follows(flow, decide, "Publish", "DeclinePractice"))
            {
                yield return $"What \"{called}\" would publish is declined: its way \"Publish\" leads to \"Decline\".";
            }
        }

        if (reached.All(n => Short(n) != "PublishPractice"))
        {
            yield break;
        }

        if (Reach(flow, starts, n => Short(n) == "CollectReviews").Any(n => Short(n) == "PublishPractice"))
        {
            yield return "A practice can be published without any review: a way leads to \"Publish\" past \"Collect reviews\".";
        }
        else if (Reach(flow, starts, n => Short(n) is "Decide" or "AskEditor").Any(n => Short(n) == "PublishPractice"))
        {
            yield return "A practice can be published without a decision: a way leads to \"Publish\" past \"Decide\" and \"Ask an editor\".";
        }

        foreach (var decide in reached.Where(n => Short(n) == "Decide"))
        {
            if (Number(decide, "LeastReviews") is null)
            {
                yield return $"How few reviews are enough for \"{DefinitionComparison.Called(decide)}\" is worked out while it runs, so that nobody has checked whether they are enough.";
            }
            else if (Number(decide, "LeastReviews") is { } least and < 2)
            {
                yield return $"\"{DefinitionComparison.Called(decide)}\" publishes with {(least < 1 ? "no review at all" : "a single review")}.";
            }
        }
    }

    private static IEnumerable<string> OfReviewers(IReadOnlySet<ActivityNode> reached)
    {
        foreach (var assign in reached.Where(n => Short(n) == "AssignReviewers" && Given(n, "Further") is not ("true" or "True")))
        {
            if (Number(assign, "Internal") is null || Number(assign, "External") is null)
            {
                yield return $"How many reviewers \"{DefinitionComparison.Called(assign)}\" asks is worked out while it runs, so that nobody has checked whether they are enough.";
            }
            else if (Number(assign, "Internal") + Number(assign, "External") is { } wanted and < UsualReviews)
            {
                yield return $"\"{DefinitionComparison.Called(assign)}\" asks {wanted} {(wanted == 1 ? "reviewer" : "reviewers")}; fewer than {UsualReviews} say little.";
            }
        }
    }

    private static IEnumerable<string> OpenWays(ActivityNode flow, IReadOnlySet<ActivityNode> reached) =>
        from node in reached
        where node.Type.StartsWith("PracticeReview.", StringComparison.Ordinal) && node.Descriptor is { Outcomes.Count: > 1 }
        from outcome in node.Descriptor!.Outcomes
        where flow.Lines.All(l => l.Source != node || l.SourcePort != outcome)
        select $"When \"{DefinitionComparison.Called(node)}\" ends with \"{outcome}\", nothing follows.";

    /// <summary>Whether something comes after an outcome of a decision with no other fork in the way, and no other end, in between.</summary>
    private static bool Follows(ActivityNode flow, ActivityNode decision, string outcome, string activity) =>
        Reach(
            flow, flow.Lines.Where(l => l.Source == decision && l.SourcePort == outcome).Select(l => l.Target),
            n => Short(n) != activity && (Closes.Contains(Short(n)) || n.Descriptor is not { Outcomes.Count: <= 1 } || n.Type == "Elsa.FlowSwitch"))
        .Any(n => Short(n) == activity);

    /// <summary>Where a submission can end that nothing has closed.</summary>
    private static ActivityNode? Unclosed(ActivityNode flow, IReadOnlyList<ActivityNode> starts) =>
        Reach(flow, starts, n => Closes.Contains(Short(n))).FirstOrDefault(n => n.Descriptor?.IsTerminal == true);

    /// <summary>Where a submission can end with nothing said: an end that is reached past everything that tells the submitter.</summary>
    private static ActivityNode? Untold(ActivityNode flow, IReadOnlyList<ActivityNode> starts) =>
        Reach(flow, starts, n => TellsSubmitter.Contains(Short(n))).FirstOrDefault(n => !TellsSubmitter.Contains(Short(n)) && (n.Descriptor?.IsTerminal == true || Closes.Contains(Short(n))));

    private static IReadOnlyList<ActivityNode> Starts(ActivityNode flow, IReadOnlyList<ActivityNode> nodes) =>
        nodes.Where(n => n.Id == flow.Json["start"]?.ToString()).ToList() is { Count: > 0 } named ? named
        : nodes.Where(n => n.Type == "Elsa.Start" || n.CanStartWorkflow).ToList() is { Count: > 0 } marked ? marked
        : nodes.Where(n => flow.Lines.All(l => l.Target != n)).ToList();

    private static HashSet<ActivityNode> Reach(ActivityNode flow, IEnumerable<ActivityNode> starts, Func<ActivityNode, bool> stopsAt)
    {
        var reached = new HashSet<ActivityNode>(starts.Where(n => !stopsAt(n)));
        var open = new Queue<ActivityNode>(reached);
        while (open.TryDequeue(out var node))
        {
            foreach (var target in flow.Lines.Where(l => l.Source == node && !stopsAt(l.Target)).Select(l => l.Target))
            {
                if (reached.Add(target))
                {
                    open.Enqueue(target);
                }
            }
        }

        return reached;
    }

    private static string Short(ActivityNode node) => node.Type.StartsWith("PracticeReview.", StringComparison.Ordinal) ? node.Type["PracticeReview.".Length..] : "";

    // Null when it is only known while the workflow runs.
    private static double? Number(ActivityNode node, string input) =>
        double.TryParse(Given(node, input), CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string? Given(ActivityNode node, string input)
    {
        var written = node.Json.WrittenInput(input);
        return written is { Syntax: not ("Literal" or "Object") } ? "?" : written?.Value ?? node.Descriptor?.Inputs.FirstOrDefault(i => i.Name == input)?.DefaultValue?.ToString();
    }
}
