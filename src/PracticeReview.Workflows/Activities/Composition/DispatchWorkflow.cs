namespace PracticeReview.Workflows.Activities;

/// <summary>Has another workflow started in the background and, if wanted, waits until it has ended.</summary>
[Activity("Elsa.DispatchWorkflow", Category = "Composition", DisplayName = "Dispatch workflow", Description = "Create a new workflow instance for the specified workflow and dispatch it for execution.")]
public sealed class DispatchWorkflow : ExecuteWorkflow;
