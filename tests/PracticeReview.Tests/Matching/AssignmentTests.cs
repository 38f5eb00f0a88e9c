using PracticeReview.Matching;

namespace PracticeReview.Tests.Matching;

public class AssignmentTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 9, 0, 0, TimeSpan.Zero);

    private static Assignment Invited()
    {
        var assignment = new Assignment(Guid.CreateVersion7(), Guid.CreateVersion7(), 1, Guid.CreateVersion7(), false, ["Why."], Now);
        assignment.Invite(Now.AddDays(21), Now);
        return assignment;
    }

    [Fact]
    public void A_review_can_be_changed_after_it_came_in()
    {
        var assignment = Invited();
        assignment.Accept(Now);
        assignment.Complete(Now.AddDays(1));
        assignment.Complete(Now.AddDays(2));

        Assert.Equal(AssignmentState.Reviewed, assignment.State);
        Assert.Equal(Now.AddDays(2), assignment.ReviewedAt);
    }

    [Fact]
    public void An_answered_invitation_can_not_be_answered_again()
    {
        var assignment = Invited();
        assignment.Decline("No time", "Dr Okoye", Now);

        Assert.Throws<InvalidOperationException>(() => assignment.Accept(Now));
        Assert.Throws<InvalidOperationException>(() => assignment.Decline("No time", null, Now));
        Assert.Equal("Dr Okoye", assignment.SuggestedColleague);
        Assert.False(assignment.IsOpen);
    }

    [Fact]
    public void Extending_makes_a_new_version_of_the_due_date()
    {
        var assignment = Invited();
        assignment.ExtendDue(Now.AddDays(30), Now);

        Assert.Equal(2, assignment.DueVersion);
        Assert.Equal(Now.AddDays(30), assignment.DueAt);
    }

    [Fact]
    public void Closing_leaves_a_review_that_is_in_alone()
    {
        var assignment = Invited();
        assignment.Accept(Now);
        assignment.Complete(Now);
        assignment.Close("Decided", Now);

        Assert.Equal(AssignmentState.Reviewed, assignment.State);
        Assert.Throws<InvalidOperationException>(() => assignment.Replace("Silent", Now));
    }
}
