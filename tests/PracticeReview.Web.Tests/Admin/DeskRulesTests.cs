using PracticeReview.Audit;
using PracticeReview.Data.Flow;
using PracticeReview.Practices;
using PracticeReview.Web.Pages.Admin;
using PracticeReview.Web.Pages.Admin.Submissions;

namespace PracticeReview.Web.Tests.Admin;

public sealed class DeskRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("Open https://example.org/r/abc?x=1 now", "Open [link] now")]
    [InlineData("See www.example.org.", "See [link]")]
    [InlineData("Token Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6cXV4 here", "Token […] here")]
    [InlineData("A plain sentence, 2026-03-02.", "A plain sentence, 2026-03-02.")]
    public void Mails_are_read_without_links_and_tokens(string text, string shown) => Assert.Equal(shown, MailText.WithoutLinks(text));

    [Fact]
    public void A_timeline_is_newest_first_with_effects_above_their_cause()
    {
        var person = new AuditEntry { Id = Guid.NewGuid(), At = Now, Action = "reviews.stopped", Actor = "Marta", UserId = Guid.NewGuid(), Summary = "Stopped.", Reason = "Urgent" };
        var items = Timeline.From(
            [person],
            [
                Line(1, "Completed", "PracticeReview.AssignReviewers", Now.AddDays(-1), "Assigned"),
                Line(2, "Started", "Elsa.Flowchart", Now.AddDays(-1)),
                Line(3, "Completed", "PracticeReview.CollectReviews", Now, "Stopped"),
                Line(4, "Faulted", "PracticeReview.Decide", Now),
            ]);

        Assert.Equal(["The workflow failed at “Step”.", "The collection of reviews ended early.", "Stopped.", "Reviewers were chosen."], items.Select(i => i.What));
        Assert.Equal([true, false, false, false], items.Select(i => i.IsProblem));
        Assert.Equal(("Marta", "Urgent"), (items[2].Who, items[2].Why));
    }

    [Fact]
    public void A_step_made_later_is_told_by_its_name() =>
        Assert.Equal("Step “Step” was done: Sent.", JournalWords.Of(Line(1, "Completed", "PracticeReview.Translate", Now, "Sent")));

    [Theory]
    [InlineData(3 * 24, "due in 3 days")]
    [InlineData(5, "due in 5 hours")]
    [InlineData(-2, "just overdue")]
    [InlineData(-49, "2 days overdue")]
    public void Due_dates_are_told_by_their_distance(int hours, string words) => Assert.Equal(words, PlainWords.Due(Now.AddHours(hours), Now));

    [Fact]
    public void A_round_says_which_fields_changed()
    {
        var before = new PracticeContent { Title = "A", Summary = "S", Sdgs = [8] };

        Assert.Equal(["Summary", "Impact"], PracticeText.Changed(before with { Summary = "T", Impact = "I" }, before).Select(label => label.Replace("Benefit and impact", "Impact", StringComparison.Ordinal)));
        Assert.Empty(PracticeText.Changed(before, null));
    }

    private static StoredJournalEntry Line(long sequence, string name, string type, DateTimeOffset at, params string[] outcomes) => new()
    {
        Id = $"{sequence}", InstanceId = "i", Sequence = sequence, EventName = name, ActivityId = "a", ActivityType = type, ActivityName = "Step", Outcomes = outcomes, Timestamp = at,
    };
}
