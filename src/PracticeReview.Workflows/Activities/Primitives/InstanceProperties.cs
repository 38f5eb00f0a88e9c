using PracticeReview.Workflows.Execution;

namespace PracticeReview.Workflows.Activities;

/// <summary>Names the instance.</summary>
[Activity("Elsa.SetName", Category = "Primitives", DisplayName = "Set name", Description = "Set the name of the workflow instance to a specified value.")]
public sealed class SetName : Activity
{
    /// <summary>The name.</summary>
    [Input(Description = "The name of the instance.")]
    public string? Value { get; set; }

    /// <inheritdoc/>
    public override ValueTask ExecuteAsync(ActivityContext context)
    {
        context.InstanceName = Value;
        return ValueTask.CompletedTask;
    }
}

/// <summary>Says what the instance is about.</summary>
[Activity("Elsa.Correlate", Category = "Primitives", Description = "Set the CorrelationId of the workflow to a given value.")]
public sealed class Correlate : Activity
{
    /// <summary>The id.</summary>
    [Input(DisplayName = "Correlation ID", Description = "The value to store as the correlation id.")]
    public string? CorrelationId { get; set; }

    /// <inheritdoc/>
    public override ValueTask ExecuteAsync(ActivityContext context)
    {
        context.CorrelationId = CorrelationId;
        return ValueTask.CompletedTask;
    }
}
