using System.Text.Json.Nodes;
using PracticeReview.Workflows.Execution;

namespace PracticeReview.Workflows.Activities;

/// <summary>Waits until the application says that a task is done.</summary>
[Activity("Elsa.RunTask", Category = "Primitives", DisplayName = "Run task", Description = "Requests the application to run a given task and waits for its completion.")]
public sealed class RunTask : Activity
{
    /// <summary>Name of the task.</summary>
    [Input(DisplayName = "Task name", Description = "The name of the task being requested.", IsRequired = true, Order = 1)]
    public string TaskName { get; set; } = "";

    /// <summary>What the task needs.</summary>
    [Input(Description = "Any additional parameters to send to the task.", Order = 2)]
    public JsonNode? Payload { get; set; }

    /// <summary>What came of the task.</summary>
    [Output(Description = "The result of the task.")]
    public JsonNode? Result { get; private set; }

    /// <summary>Id of the request, by which the application answers.</summary>
    [Output(DisplayName = "Task ID", Description = "The ID of the task that was requested to run.")]
    public string? TaskId { get; private set; }

    /// <summary>Says that the task of an activity execution is done; the bookmark's payload names task and parameters.</summary>
    public static Stimulus Done(string activityInstanceId, JsonNode? result = null) => new("Elsa.RunTask", activityInstanceId, result);

    /// <inheritdoc/>
    public override ValueTask ExecuteAsync(ActivityContext context)
    {
        TaskId = context.ActivityInstanceId;
        context.Wait(Done(context.ActivityInstanceId, new JsonObject { ["taskName"] = TaskName, ["payload"] = Payload?.DeepClone() }));
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public override ValueTask ResumeAsync(ActivityContext context, Resumption resumption)
    {
        Result = resumption.Payload;
        context.Complete();
        return ValueTask.CompletedTask;
    }
}
