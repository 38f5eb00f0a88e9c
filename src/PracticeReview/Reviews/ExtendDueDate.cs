using System.Globalization;
using PracticeReview.Audit;
using PracticeReview.Data.Flow;
using PracticeReview.Matching;

namespace PracticeReview.Reviews;

/// <summary>An editor gives a reviewer more time; reminders count anew from the new date.</summary>
public sealed class ExtendDueDate(EditorActs acts, ReviewerMail mail, TimeProvider time)
{
    /// <summary>Days from today that a new due date may lie ahead.</summary>
    public const int FurthestDays = 180;

    /// <summary>Extends to the end of a day where the reviewer lives; throws as <see cref="EditorActs.RunAsync"/> does.</summary>
    public Task ExecuteAsync(
        Guid practiceId, Guid assignmentId, DateOnly day, string? reason, int seen, Actor actor, CancellationToken cancellation) =>
        acts.RunAsync(practiceId, assignmentId, seen, actor, async token =>
        {
            var (assignment, reviewer) = await acts.AssignmentAsync(practiceId, assignmentId, token);
            var now = time.GetUtcNow();
            var zone = TimeZoneInfo.TryFindSystemTimeZoneById(reviewer.TimeZone, out var found) ? found : TimeZoneInfo.Utc;
            var days = day.DayNumber - DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).Date).DayNumber;
            var due = days is < 0 or > FurthestDays ? default : DueDates.EndOfDay(now, days, reviewer.TimeZone);
            if (due <= now || due <= assignment.DueAt)
            {
                throw new InvalidOperationException($"Choose a day after the present due date and at most {FurthestDays} days from now.");
            }

            assignment.ExtendDue(due, now);
            await mail.QueueAsync("due-extended", assignment, $"due-extended:{assignment.Id}:{assignment.DueVersion}", token);
            return new EditorAct(
                "reviewer.due-extended",
                $"{reviewer.Name} has until {day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture)}.", reason, CollectReviews.Changed(assignment.Id));
        }, cancellation);
}
