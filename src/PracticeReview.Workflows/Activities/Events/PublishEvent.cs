using System.Text.Json.Nodes;
using PracticeReview.Workflows.Execution;

namespace PracticeReview.Workflows.Activities;

/// <summary>Tells waiting instances of an event, once the burst is saved.</summary>
[Activity("Elsa.PublishEvent", Category = "Events", DisplayName = "Publish event", Description = "Publish an event.")]
public sealed class PublishEvent : Activity
{
    /// <summary>Name of the event.</summary>
    [Input(DisplayName = "Event name", Description = "The name of the event to publish.", IsRequired = true, Order = 1)]
    public string EventName { get; set; } = "";

    /// <summary>Only instances about this hear it.</summary>
    [Input(DisplayName = "Correlation ID", Description = "The correlation ID to scope the event to.", Order = 2)]
    public string? CorrelationId { get; set; }

    /// <summary>Only this instance hears it.</summary>
    [Input(DisplayName = "Local event", Description = "Whether the event is delivered to this workflow instance only.", Order = 3)]
    public bool IsLocalEvent { get; set; }

    /// <summary>What comes with it.</summary>
    [Input(Description = "The payload to send as the event body.", Order = 4)]
    public JsonNode? Payload { get; set; }

    /// <inheritdoc/>
    public override ValueTask ExecuteAsync(ActivityContext context)
    {
        context.Publish(Event.Named(EventName, Payload), string.IsNullOrEmpty(CorrelationId) ? null : CorrelationId, IsLocalEvent);
        return ValueTask.CompletedTask;
    }
}
