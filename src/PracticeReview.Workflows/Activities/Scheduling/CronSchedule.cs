using Cronos;

namespace PracticeReview.Workflows.Activities.Scheduling;

/// <summary>A cron expression of five fields, or six with seconds first; in UTC.</summary>
public sealed class CronSchedule
{
    private readonly CronExpression _expression;

    private CronSchedule(CronExpression expression) => _expression = expression;

    /// <summary>The first occurrence after a time; null when there is none.</summary>
    public DateTimeOffset? Next(DateTimeOffset after) => _expression.GetNextOccurrence(after, TimeZoneInfo.Utc);

    /// <summary>Reads an expression.</summary>
    /// <exception cref="CronFormatException">It is not one.</exception>
    public static CronSchedule Parse(string text) => new(CronExpression.Parse(
        text, text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length > 5 ? CronFormat.IncludeSeconds : CronFormat.Standard));
}
