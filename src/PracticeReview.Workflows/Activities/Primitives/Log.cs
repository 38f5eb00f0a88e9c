using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PracticeReview.Workflows.Execution;

namespace PracticeReview.Workflows.Activities;

/// <summary>Writes to the host's log.</summary>
[Activity("Elsa.Log", Category = "Diagnostics", Description = "Writes a message to the log.")]
public sealed class Log : Activity
{
    /// <summary>The message.</summary>
    [Input(Description = "The log message to emit.", Order = 1)]
    public string? Message { get; set; }

    /// <summary>How grave it is.</summary>
    [Input(Description = "The level of the message.", DefaultValue = LogLevel.Information, Order = 2)]
    public LogLevel Level { get; set; } = LogLevel.Information;

    /// <summary>Category of the log.</summary>
    [Input(Description = "The logger category.", DefaultValue = "Process", Order = 3)]
    public string Category { get; set; } = "Process";

    /// <inheritdoc/>
    public override ValueTask ExecuteAsync(ActivityContext context)
    {
        context.Services.GetService<ILoggerFactory>()?.CreateLogger(Category).Log(Level, "{Message}", Message);
        return ValueTask.CompletedTask;
    }
}
