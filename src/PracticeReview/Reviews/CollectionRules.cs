using PracticeReview.Matching;

namespace PracticeReview.Reviews;

/// <summary>How long reviewers are waited for, and when they are reminded. All in days.</summary>
/// <param name="InvitationReminders">Days after the invitation on which an unanswered one is recalled.</param>
/// <param name="AnswerWithin">Days after the invitation from which silence counts as a no.</param>
/// <param name="ReviewReminders">Days from the due date on which an accepted review is recalled: −7 is a week before.</param>
/// <param name="ReplaceAfter">Days after the due date from which a reviewer is given up.</param>
public sealed record CollectionSettings(
    IReadOnlyList<int> InvitationReminders, int AnswerWithin, IReadOnlyList<int> ReviewReminders, int ReplaceAfter);

/// <summary>A reminder that is due, with the rules that fell due since the last look and that it stands for.</summary>
/// <param name="AssignmentId">Who is reminded.</param>
/// <param name="Rules">Rules to claim in the ledger, such as "invitation:3" or "review:-7"; one mail for all of them.</param>
/// <param name="DueVersion">Version of the due date they belong to.</param>
public sealed record DueReminder(Guid AssignmentId, IReadOnlyList<string> Rules, int DueVersion);

/// <summary>A rule that the ledger says was already used.</summary>
public sealed record UsedReminder(Guid AssignmentId, string Rule, int DueVersion);

/// <summary>What the collection of reviews needs now.</summary>
/// <param name="Lost">Reviewers who declined, or stayed silent too long: others are to be asked.</param>
/// <param name="Reminders">Reminders to send.</param>
/// <param name="Awaited">Number of reviewers still waited for.</param>
/// <param name="WaitUntil">When to look again (UTC), if time alone can change anything.</param>
public sealed record CollectionState(
    IReadOnlyList<Guid> Lost, IReadOnlyList<DueReminder> Reminders, int Awaited, DateTimeOffset? WaitUntil)
{
    /// <summary>Nobody is waited for and nobody is to be replaced.</summary>
    public bool IsComplete => Awaited == 0 && Lost.Count == 0;
}

/// <summary>
/// Says what a round's reviews need at a moment. It asks "which moments have passed?", never "is today the day?":
/// a scheduler that slept for a week loses nothing and sends one reminder, not several.
/// </summary>
public static class CollectionRules
{
    /// <summary>The state of a round at <paramref name="now"/>.</summary>
    public static CollectionState At(
        DateTimeOffset now, IReadOnlyCollection<Assignment> round, IReadOnlySet<UsedReminder> used, CollectionSettings settings)
    {
        var open = round.Where(a => a.State is AssignmentState.Invited or AssignmentState.Accepted).ToList();
        var silent = open.Where(a => GiveUpAt(a, settings) <= now).Select(a => a.Id).ToHashSet();
        var awaited = open.Where(a => !silent.Contains(a.Id)).ToList();

        var reminders = awaited
            .Select(a => new DueReminder(
                a.Id, [.. Moments(a, settings).Where(m => m.At <= now && !used.Contains(new(a.Id, m.Rule, a.DueVersion))).Select(m => m.Rule)], a.DueVersion))
            .Where(reminder => reminder.Rules.Count > 0)
            .ToList();
        var later = awaited
            .SelectMany(a => Moments(a, settings).Select(m => m.At).Append(GiveUpAt(a, settings)))
            .Where(at => at > now)
            .ToList();
        return new CollectionState(
            [.. round.Where(a => a.IsUnreportedLoss || silent.Contains(a.Id)).Select(a => a.Id)],
            reminders,
            awaited.Count,
            later.Count == 0 ? null : later.Min());
    }

    /// <summary>Why a silent reviewer is given up, as a sentence for editors; null when there is time left.</summary>
    public static string? Silence(Assignment assignment, CollectionSettings settings, DateTimeOffset now) =>
        GiveUpAt(assignment, settings) > now ? null
        : assignment.State == AssignmentState.Invited ? $"No answer to the invitation within {settings.AnswerWithin} days."
        : $"No review {settings.ReplaceAfter} days after the due date.";

    private static DateTimeOffset GiveUpAt(Assignment assignment, CollectionSettings settings) =>
        assignment.State == AssignmentState.Invited
            ? Later(assignment.InvitedAt!.Value, assignment.DueSetAt!.Value).AddDays(settings.AnswerWithin)
            : assignment.DueAt!.Value.AddDays(settings.ReplaceAfter);

    /// <summary>Reminders of invitations and of reviews are rules of their own, so that neither uses up the other's.</summary>
    private static IEnumerable<(string Rule, DateTimeOffset At)> Moments(Assignment assignment, CollectionSettings settings)
    {
        if (assignment.State == AssignmentState.Invited)
        {
            return settings.InvitationReminders.Select(days => ($"invitation:{days}", assignment.InvitedAt!.Value.AddDays(days)));
        }

        var from = Later(assignment.AnsweredAt!.Value, assignment.DueSetAt!.Value);
        return settings.ReviewReminders
            .Select(days => ($"review:{days}", At: assignment.DueAt!.Value.AddDays(days)))
            .Where(moment => moment.At > from);
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
