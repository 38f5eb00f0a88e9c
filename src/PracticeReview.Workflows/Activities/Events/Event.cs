using System.Text.Json.Nodes;
using PracticeReview.Workflows.Execution;

namespace PracticeReview.Workflows.Activities;

/// <summary>Waits for an event of a name.</summary>
[Activity("Elsa.Event", Category = "Events", Description = "Wait for an event to be triggered.", IsTrigger = true)]
public sealed class Event : Activity
{
    /// <summary>Name of the event.</summary>
    [Input(DisplayName = "Event name", Description = "The name of the event to listen for.", IsRequired = true)]
    public string EventName { get; set; } = "";

    /// <summary>What came with the event.</summary>
    [Output(Description = "The payload of the event.")]
    public JsonNode? Result { get; private set; }

    /// <summary>The stimulus that an event of this name is.</summary>
    public static Stimulus Named(string name, JsonNode? payload = null) => new("Elsa.Event", name, payload);

    /// <inheritdoc/>
    public override ValueTask ExecuteAsync(ActivityContext context)
    {
        if (!context.IsTrigger)
        {
            context.Wait(Named(EventName));
        }

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
