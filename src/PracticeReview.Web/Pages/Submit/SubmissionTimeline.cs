using PracticeReview.Decisions;
using PracticeReview.Matching;
using PracticeReview.Practices;

namespace PracticeReview.Web.Pages.Submit;

/// <summary>Where a moment of the timeline stands.</summary>
public enum MomentKind
{
    /// <summary>It has happened.</summary>
    Done,

    /// <summary>It is going on.</summary>
    Now,

    /// <summary>It comes after that.</summary>
    Next,
}

/// <summary>A moment in the life of a submission, in plain words.</summary>
/// <param name="Kind">Past, present or future.</param>
/// <param name="Sentence">English, and key of its translations.</param>
/// <param name="Arguments">Values for the sentence.</param>
public sealed record Moment(MomentKind Kind, string Sentence, params object[] Arguments)
{
    /// <summary>When it happened (UTC).</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>By when it should end (UTC).</summary>
    public DateTimeOffset? Due { get; init; }
}

/// <summary>What happened to a submission, what goes on and what comes next. Tells numbers of reviewers, never who they are.</summary>
public static class SubmissionTimeline
{
    /// <summary>The moments, in order.</summary>
    public static IReadOnlyList<Moment> Of(Practice practice, IReadOnlyList<Assignment> assignments, IReadOnlyList<Decision> decisions, DateTimeOffset now)
    {
        var moments = new List<Moment> { new(MomentKind.Done, "You began to write.") { At = practice.CreatedAt } };
        foreach (var revision in practice.Revisions.OrderBy(revision => revision.Round))
        {
            var own = assignments.Where(a => a.Round == revision.Round).ToList();
            var past = Round(revision, own, decisions.FirstOrDefault(d => d.Round == revision.Round));
            moments.AddRange(past.OrderBy(moment => moment.At));
        }

        moments.AddRange(Present(practice, [.. assignments.Where(a => a.Round == practice.Round)], decisions.Any(d => d.Round == practice.Round), now));
        return moments;
    }

    private static IEnumerable<Moment> Round(Revision revision, List<Assignment> assignments, Decision? decision)
    {
        yield return new(MomentKind.Done, revision.Round == 1 ? "You submitted the practice." : "You submitted your revision.") { At = revision.SubmittedAt };

        var invited = assignments.Where(a => a.InvitedAt is not null).ToList();
        if (invited.Count > 0)
        {
            yield return new(MomentKind.Done, "We asked reviewers to read it.") { At = invited.Min(a => a.InvitedAt) };
        }

        var reviewed = assignments.Where(a => a.ReviewedAt is not null).OrderBy(a => a.ReviewedAt).ToList();
        foreach (var (number, assignment) in reviewed.Index())
        {
            yield return new(MomentKind.Done, "Review {0} came in.", number + 1) { At = assignment.ReviewedAt };
        }

        if (decision is not null)
        {
            yield return new(MomentKind.Done, decision.Outcome switch
            {
                DecisionOutcome.Publish => "It was accepted for publication.",
                DecisionOutcome.Revise => "A revision was asked for.",
                _ => "It was not accepted.",
            }) { At = decision.DecidedAt };
        }
    }

    private static IEnumerable<Moment> Present(Practice practice, List<Assignment> assignments, bool isDecided, DateTimeOffset now)
    {
        switch (practice.Stage)
        {
            case PracticeStage.Draft:
                yield return new(MomentKind.Now, "You are writing. Submit it when it is ready.");
                yield return Next("Then reviewers read it.");
                break;
            case PracticeStage.Submitted:
                yield return Now(practice, "We check that nothing is missing and look for reviewers.");
                yield return Next("Then at least three reviewers read it, which takes about four weeks.");
                yield return Next("After that you get the decision, with their feedback.");
                break;
            case PracticeStage.InReview:
                var reviewed = assignments.Count(a => a.ReviewedAt is not null);
                var expected = reviewed + assignments.Count(a => a.IsOpen);
                var due = assignments.Where(a => a.IsOpen).Max(a => a.DueAt) ?? practice.StageDue;
                yield return (expected == 0
                    ? Now(practice, "We look for reviewers.")
                    : new Moment(MomentKind.Now, "Reviewers are reading it: {0} of {1} reviews are in.", reviewed, expected) { At = practice.StageSince })
                    with { Due = due };
                if (due < now)
                {
                    yield return Next("We remind those who are late, and ask somebody else where that doesn't help.");
                }

                yield return Next("After that you get the decision, with their feedback.");
                break;
            case PracticeStage.AwaitingDecision:
                yield return Now(practice, "All reviews are in. An editor weighs them.");
                yield return Next("After that you get the decision, with the reviewers' feedback.");
                break;
            case PracticeStage.AwaitingRevision:
                yield return Now(practice, isDecided
                    ? "It is your turn: use the feedback, change the text and submit it again."
                    : "It is your turn: something was missing. Complete the text and submit it again.");
                yield return Next(isDecided ? "Then reviewers read the new text, the same ones where possible." : "Then reviewers read it.");
                break;
            case PracticeStage.Published:
                yield return new(MomentKind.Done, "It was published.") { At = practice.StageSince };
                break;
            case PracticeStage.Declined when !isDecided:
                yield return new(MomentKind.Done, "It was closed, because no revision came in time.") { At = practice.StageSince };
                break;
            case PracticeStage.Withdrawn:
                yield return new(MomentKind.Done, "You took it back.") { At = practice.StageSince };
                break;
        }
    }

    private static Moment Now(Practice practice, string sentence) => new(MomentKind.Now, sentence) { At = practice.StageSince, Due = practice.StageDue };

    private static Moment Next(string sentence) => new(MomentKind.Next, sentence);
}
