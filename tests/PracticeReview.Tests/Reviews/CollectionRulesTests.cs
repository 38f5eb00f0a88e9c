using PracticeReview.Matching;
using PracticeReview.Reviews;

namespace PracticeReview.Tests.Reviews;

public class CollectionRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 9, 0, 0, TimeSpan.Zero);
    private static readonly CollectionSettings Settings = new([3, 7], 10, [-7, -2, 2, 7], 14);

    private static Assignment Invited(int dueInDays = 21)
    {
        var assignment = new Assignment(Guid.CreateVersion7(), Guid.CreateVersion7(), 1, Guid.CreateVersion7(), false, ["Why."], Now);
        assignment.Invite(Now.AddDays(dueInDays), Now);
        return assignment;
    }

    private static Assignment Accepted(int dueInDays = 21, int after = 1)
    {
        var assignment = Invited(dueInDays);
        assignment.Accept(Now.AddDays(after));
        return assignment;
    }

    private static CollectionState At(double days, Assignment assignment, params UsedReminder[] used) =>
        CollectionRules.At(Now.AddDays(days), [assignment], used.ToHashSet(), Settings);

    [Fact]
    public void An_unanswered_invitation_is_recalled_after_three_and_seven_days_and_given_up_after_ten()
    {
        var assignment = Invited();
        Assert.Empty(At(2.9, assignment).Reminders);
        Assert.Equal(Now.AddDays(3), At(2.9, assignment).WaitUntil);
        Assert.Equal(["invitation:3"], Assert.Single(At(3, assignment).Reminders).Rules);
        Assert.Equal(["invitation:7"], Assert.Single(At(7, assignment, new UsedReminder(assignment.Id, "invitation:3", 1)).Reminders).Rules);
        Assert.Empty(At(9.9, assignment).Lost);
        Assert.Equal([assignment.Id], At(10, assignment).Lost);
        Assert.Empty(At(10, assignment).Reminders);
    }

    [Fact]
    public void An_accepted_review_is_recalled_around_its_due_date_and_given_up_two_weeks_after_it()
    {
        var assignment = Accepted();
        Assert.Empty(At(13.9, assignment).Reminders);
        Assert.Equal(["review:-7"], Assert.Single(At(14, assignment).Reminders).Rules);
        Assert.Empty(At(14, assignment, new UsedReminder(assignment.Id, "review:-7", 1)).Reminders);
        Assert.Empty(At(34.9, assignment).Lost);
        Assert.Equal([assignment.Id], At(35, assignment).Lost);
    }

    [Fact]
    public void Invitation_and_review_reminders_are_counted_apart()
    {
        var assignment = Accepted();
        var state = At(14, assignment, new UsedReminder(assignment.Id, "invitation:3", 1), new UsedReminder(assignment.Id, "invitation:7", 1));
        Assert.Equal(["review:-7"], Assert.Single(state.Reminders).Rules);
    }

    [Fact]
    public void A_scheduler_that_slept_sends_one_reminder_for_all_that_it_missed()
    {
        var reminder = Assert.Single(At(24, Accepted()).Reminders);
        Assert.Equal(["review:-7", "review:-2", "review:2"], reminder.Rules);
    }

    [Fact]
    public void A_moment_before_the_answer_is_no_reason_to_remind()
    {
        var late = Accepted(dueInDays: 9, after: 5);
        Assert.Empty(At(6, late).Reminders);
        Assert.Equal(["review:-2"], Assert.Single(At(7, late).Reminders).Rules);
    }

    [Fact]
    public void After_an_extension_the_rules_count_anew()
    {
        var assignment = Accepted();
        assignment.ExtendDue(Now.AddDays(40), Now.AddDays(20));
        var used = new UsedReminder(assignment.Id, "review:-7", 1);
        Assert.Empty(At(21, assignment, used).Reminders);
        var reminder = Assert.Single(At(33, assignment, used).Reminders);
        Assert.Equal((2, "review:-7"), (reminder.DueVersion, reminder.Rules[0]));
    }

    [Fact]
    public void Nothing_is_sent_once_the_review_is_in_and_the_round_is_complete()
    {
        var assignment = Accepted();
        assignment.Complete(Now.AddDays(2));
        var state = At(30, assignment);
        Assert.Empty(state.Reminders);
        Assert.Null(state.WaitUntil);
        Assert.True(state.IsComplete);
    }

    [Fact]
    public void Who_declines_is_lost_until_the_workflow_knows()
    {
        var assignment = Invited();
        assignment.Decline("No time", null, Now);
        Assert.Equal([assignment.Id], At(1, assignment).Lost);
        assignment.ReportLoss(Now);
        Assert.True(At(1, assignment).IsComplete);
    }
}
