using PracticeReview.Practices;

namespace PracticeReview.Tests.Practices;

public class PracticeTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 9, 0, 0, TimeSpan.Zero);

    private static Practice Draft() => new(Guid.CreateVersion7(), Guid.CreateVersion7(), "en", Now);

    [Fact]
    public void Each_submission_opens_a_round_with_an_immutable_revision()
    {
        var practice = Draft();
        practice.SaveDraft(new PracticeContent { Title = "First" }, Now);
        practice.Submit(Guid.CreateVersion7(), Now);
        practice.RequestRevision(Now.AddDays(30), Now);
        practice.SaveDraft(new PracticeContent { Title = "Second" }, Now);
        practice.Submit(Guid.CreateVersion7(), Now);

        Assert.Equal(["First", "Second"], practice.Revisions.Select(r => r.Content.Title));
        Assert.Equal(2, practice.Round);
        Assert.Equal(PracticeStage.Submitted, practice.Stage);
    }

    [Fact]
    public void A_practice_under_review_can_not_be_changed_or_submitted_again()
    {
        var practice = Draft();
        practice.Submit(Guid.CreateVersion7(), Now);

        Assert.Throws<InvalidOperationException>(() => practice.SaveDraft(new PracticeContent(), Now));
        Assert.Throws<InvalidOperationException>(() => practice.Submit(Guid.CreateVersion7(), Now));
    }

    [Fact]
    public void A_closed_practice_stays_closed()
    {
        var practice = Draft();
        practice.Submit(Guid.CreateVersion7(), Now);
        practice.Publish(Now);

        Assert.Throws<InvalidOperationException>(() => practice.Decline(Now));
        Assert.Throws<InvalidOperationException>(() => practice.Withdraw(Now));
        Assert.False(practice.CanEdit);
    }
}
