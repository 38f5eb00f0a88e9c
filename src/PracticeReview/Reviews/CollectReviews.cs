using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using PracticeReview.Audit;
using PracticeReview.Data;
using PracticeReview.Matching;
using PracticeReview.Practices;
using PracticeReview.Reminders;
using PracticeReview.Workflows.Activities;
using PracticeReview.Workflows.Execution;

namespace PracticeReview.Reviews;

/// <summary>
/// Waits for the reviews of a round. It leaves by an outcome for each thing that the process must see to, and comes
/// back by a connection of the definition: what is reminded, replaced or decided stands in the diagram, not here.
/// </summary>
[Activity("PracticeReview.CollectReviews", Category = Category, DisplayName = "Collect reviews",
    Description = "Waits for the invited reviewers. Leaves when all reviews are in, when reminders are due, when a reviewer is lost, or when an editor stops it. Lead the branches for reminders and replacement back here.",
    Outcomes = ["Completed", "Reminder due", "Reviewer lost", "Stopped"])]
public sealed class CollectReviews(AppDbContext db, ReviewerMail mail, AuditTrail audit) : PracticeActivity
{
    private const string RemindNowName = "PracticeReview.RemindNow";
    private const string StopName = "PracticeReview.StopCollecting";
    private const string NextMoment = "PracticeReview.CollectReviews.NextMoment";

    /// <summary>Days after the invitation on which an unanswered one is recalled.</summary>
    [Input(Category = "Invitations", DisplayName = "Reminders", Description = "Days after the invitation on which an unanswered one is recalled.", DefaultValue = "[3, 7]", Order = 1)]
    public IReadOnlyList<int> InvitationReminders { get; set; } = [];

    /// <summary>Days after which an unanswered invitation is given up.</summary>
    [Input(Category = "Invitations", DisplayName = "Answer within (days)", Description = "Days after the invitation from which silence counts as a no.", DefaultValue = 10, Order = 2, Minimum = 1, Maximum = 365)]
    public int AnswerWithin { get; set; }

    /// <summary>Days from the due date on which an accepted review is recalled.</summary>
    [Input(Category = "Reviews", DisplayName = "Reminders", Description = "Days from the due date on which an accepted review is recalled; -7 is a week before.", DefaultValue = "[-7, -2, 2, 7]", Order = 3)]
    public IReadOnlyList<int> ReviewReminders { get; set; } = [];

    /// <summary>Days after the due date from which a reviewer is given up.</summary>
    [Input(Category = "Reviews", DisplayName = "Replace after (days)", Description = "Days after the due date from which a reviewer is given up.", DefaultValue = 14, Order = 4, Minimum = 0, Maximum = 365)]
    public int ReplaceAfter { get; set; }

    /// <summary>Reminders for "Remind reviewers".</summary>
    [Output(DisplayName = "Due reminders", Description = "The reminders to send, for \"Remind reviewers\".")]
    public IReadOnlyList<DueReminder>? DueReminders { get; set; }

    /// <summary>Lost reviewers for "Replace reviewers".</summary>
    [Output(Description = "Assignments of the reviewers who were lost, for \"Replace reviewers\".")]
    public IReadOnlyList<Guid>? Lost { get; set; }

    /// <summary>Something about an assignment changed: answered, reviewed, extended, given up.</summary>
    public static Stimulus Changed(Guid assignmentId) => new("PracticeReview.AssignmentChanged", assignmentId.ToString());

    /// <summary>An editor wants a reviewer reminded now.</summary>
    public static Stimulus RemindNow(Guid assignmentId) => new(RemindNowName, assignmentId.ToString(), JsonValue.Create(assignmentId));

    /// <summary>An editor ends the collection with the reviews in hand.</summary>
    public static Stimulus Stop(Guid practiceId) => new(StopName, practiceId.ToString());

    /// <inheritdoc />
    public override async ValueTask ExecuteAsync(ActivityContext context) => await LookAsync(context);

    /// <inheritdoc />
    public override async ValueTask ResumeAsync(ActivityContext context, Resumption resumption)
    {
        switch (resumption.Bookmark.Name)
        {
            case StopName:
                await CloseOpenAsync(context);
                context.Complete("Stopped");
                break;
            case RemindNowName:
                await RemindNowAsync(context, resumption);
                break;
            default:
                await LookAsync(context);
                break;
        }
    }

    private async Task LookAsync(ActivityContext context)
    {
        var practice = await db.Practices.FirstAsync(p => p.Id == PracticeId(context), context.Cancellation);
        var round = await db.Assignments.Where(a => a.PracticeId == practice.Id && a.Round == practice.Round).OrderBy(a => a.Id).ToListAsync(context.Cancellation);
        var settings = new CollectionSettings(InvitationReminders, AnswerWithin, ReviewReminders, ReplaceAfter);
        var state = CollectionRules.At(context.Now, round, await UsedAsync(round, context.Cancellation), settings);

        if (state.Lost.Count > 0)
        {
            foreach (var assignment in round.Where(a => state.Lost.Contains(a.Id)))
            {
                if (assignment.IsOpen)
                {
                    assignment.Replace(CollectionRules.Silence(assignment, settings, context.Now)!, context.Now);
                    audit.Record("reviewer.given-up", assignment.EndReason!, practiceId: practice.Id, assignmentId: assignment.Id);
                }

                assignment.ReportLoss(context.Now);
            }

            Lost = state.Lost;
            context.Complete("Reviewer lost");
        }
        else if (state.Reminders.Count > 0)
        {
            db.Reminders.AddRange(state.Reminders.SelectMany(due => due.Rules.Select(rule => Claim(due.AssignmentId, rule, due.DueVersion, context.Now))));
            DueReminders = state.Reminders;
            context.Complete("Reminder due");
        }
        else if (state.IsComplete)
        {
            context.Complete("Completed");
        }
        else
        {
            practice.BeginReview(round.Where(a => a.IsOpen).Max(a => a.DueAt), context.Now);
            Wait(context, practice.Id, round, state.WaitUntil);
        }

        await db.SaveChangesAsync(context.Cancellation);
    }

    private static void Wait(ActivityContext context, Guid practiceId, IEnumerable<Assignment> round, DateTimeOffset? until)
    {
        context.ClearBookmarks();
        context.Wait(Stop(practiceId));
        foreach (var assignment in round.Where(a => a.IsOpen))
        {
            context.Wait(Changed(assignment.Id));
            context.Wait(RemindNow(assignment.Id));
        }

        if (until is { } moment)
        {
            context.WaitUntil(moment, NextMoment);
        }
    }

    private async Task RemindNowAsync(ActivityContext context, Resumption resumption)
    {
        var assignmentId = resumption.Bookmark.Payload!.GetValue<Guid>();
        var assignment = await db.Assignments.FirstAsync(a => a.Id == assignmentId, context.Cancellation);
        if (!assignment.IsOpen)
        {
            await LookAsync(context);
            return;
        }

        var kind = assignment.State == AssignmentState.Invited ? "invitation" : "review";
        var rule = $"{kind}:now:{context.Now.UtcTicks}";
        db.Reminders.Add(Claim(assignment.Id, rule, assignment.DueVersion, context.Now));
        await db.SaveChangesAsync(context.Cancellation);
        DueReminders = [new DueReminder(assignment.Id, [rule], assignment.DueVersion)];
        context.Complete("Reminder due");
    }

    private async Task CloseOpenAsync(ActivityContext context)
    {
        var practice = await db.Practices.FirstAsync(p => p.Id == PracticeId(context), context.Cancellation);
        var round = await db.Assignments.Where(a => a.PracticeId == practice.Id && a.Round == practice.Round).OrderBy(a => a.Id).ToListAsync(context.Cancellation);
        foreach (var assignment in round.Where(a => a.IsOpen))
        {
            assignment.Close("An editor ended the collection of reviews.", context.Now);
            await mail.QueueAsync("assignment-ended", assignment, $"ended:{assignment.Id}", context.Cancellation,
                new Dictionary<string, object?> { ["reason_key"] = "decided" });
        }

        await db.SaveChangesAsync(context.Cancellation);
    }

    private async Task<HashSet<UsedReminder>> UsedAsync(List<Assignment> round, CancellationToken cancellation)
    {
        var ids = round.Select(a => a.Id).ToList();
        var used = await db.Reminders.Where(r => ids.Contains(r.AssignmentId)).ToListAsync(cancellation);
        return [.. used.Select(r => new UsedReminder(r.AssignmentId, r.Rule, r.DueVersion))];
    }

    private static Reminder Claim(Guid assignmentId, string rule, int dueVersion, DateTimeOffset now) =>
        new() { AssignmentId = assignmentId, Rule = rule, DueVersion = dueVersion, SentAt = now };
}
