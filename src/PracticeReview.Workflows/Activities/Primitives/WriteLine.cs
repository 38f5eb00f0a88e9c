using PracticeReview.Workflows.Execution;

namespace PracticeReview.Workflows.Activities;

/// <summary>Writes a line.</summary>
[Activity("Elsa.WriteLine", Category = "Console", DisplayName = "Write line", Description = "Write a line of text to the console.")]
public sealed class WriteLine : Activity
{
    /// <summary>The line.</summary>
    [Input(Description = "The text to write.")]
    public string? Text { get; set; }

    /// <inheritdoc/>
    public override ValueTask ExecuteAsync(ActivityContext context)
    {
        context.WriteLine(Text ?? "");
        return ValueTask.CompletedTask;
    }
}
