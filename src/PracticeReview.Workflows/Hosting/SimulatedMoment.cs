using PracticeReview.Workflows.Execution;

namespace PracticeReview.Workflows.Hosting;

/// <summary>What somebody outside sees after a burst of a simulated workflow, and how they react.</summary>
public sealed class SimulatedMoment(
    WorkflowSimulator simulator, IServiceProvider scope, WorkflowInstance instance, DateTimeOffset now, IReadOnlyList<Bookmark> newBookmarks, IReadOnlyList<OutgoingEmail> newEmails)
{
    /// <summary>Services of the burst's scope.</summary>
    public IServiceProvider Scope { get; } = scope;

    /// <summary>The instance that moved.</summary>
    public WorkflowInstance Instance { get; } = instance;

    /// <summary>The virtual time (UTC).</summary>
    public DateTimeOffset Now { get; } = now;

    /// <summary>What it now waits for and did not before.</summary>
    public IReadOnlyList<Bookmark> NewBookmarks { get; } = newBookmarks;

    /// <summary>E-mails that were sent since the last moment.</summary>
    public IReadOnlyList<OutgoingEmail> NewEmails { get; } = newEmails;

    /// <summary>Sends a stimulus after some virtual time, to all instances or to those of one correlation id.</summary>
    public void Send(Stimulus stimulus, TimeSpan after, string? correlationId = null) => simulator.Plan(stimulus, Now + after, correlationId);
}
