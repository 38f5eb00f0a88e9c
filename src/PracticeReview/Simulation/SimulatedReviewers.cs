using Microsoft.Extensions.DependencyInjection;
using PracticeReview.Criteria;
using PracticeReview.Mail;
using PracticeReview.Matching;
using PracticeReview.Practices;
using PracticeReview.Reviews;
using PracticeReview.Workflows.Execution;
using PracticeReview.Workflows.Hosting;

namespace PracticeReview.Simulation;

/// <summary>The reviewers of a run: answer invitations, review, stay silent, and may act when reminded.</summary>
internal sealed class SimulatedReviewers(SimulationAssumptions assumptions, SimulatedCast cast, Chance chance, Action<SimulatedData> countMails)
{
    private readonly Dictionary<Guid, Conduct> _conduct = [];
    private readonly Dictionary<int, int> _asked = [];
    private readonly HashSet<Guid> _reviewedBefore = [];

    /// <summary>How many were invited.</summary>
    public int Asked => _conduct.Count;

    /// <summary>Sees who is invited, and who is reminded by a mail.</summary>
    public void See(WorkflowSimulator simulator, SimulatedData data, IEnumerable<OutboxMessage> mails, DateTimeOffset now)
    {
        foreach (var mail in mails)
        {
            if (mail.AssignmentId is { } id && _conduct.TryGetValue(id, out var reminded)
                && data.List<Assignment>().Find(a => a.Id == id) is { State: AssignmentState.Invited or AssignmentState.Accepted } assignment)
            {
                Remind(simulator, assignment, reminded, now);
            }
        }

        foreach (var assignment in data.List<Assignment>().Where(a => a.State == AssignmentState.Invited && !_conduct.ContainsKey(a.Id)))
        {
            Invite(simulator, assignment, now);
        }
    }

    private void Invite(WorkflowSimulator simulator, Assignment assignment, DateTimeOffset now)
    {
        var number = _asked[assignment.Round] = _asked.GetValueOrDefault(assignment.Round) + 1;
        var conduct = _conduct[assignment.Id] = new Conduct(chance.For($"reviewer of round {assignment.Round}", number), _reviewedBefore.Contains(assignment.ReviewerId));
        var (mood, delay) = (conduct.Random.NextDouble(), assumptions.DaysToAnswer.Draw(conduct.Random));
        var accept = conduct.KnowsThePractice ? assumptions.AcceptAgain : assumptions.Accept;
        if (mood < accept)
        {
            Answer(simulator, assignment.Id, conduct, accepts: true, now + delay);
        }
        else if (conduct.KnowsThePractice || mood < accept + assumptions.Decline)
        {
            Answer(simulator, assignment.Id, conduct, accepts: false, now + delay);
        }
    }

    private void Remind(WorkflowSimulator simulator, Assignment assignment, Conduct conduct, DateTimeOffset now)
    {
        var (helps, mood, at) = (conduct.Random.Happens(assumptions.ReminderHelps), conduct.Random.NextDouble(), now + TimeSpan.FromDays(conduct.Random.NextDouble()));
        if (!helps || conduct.Next < at)
        {
            return;
        }

        if (assignment.State == AssignmentState.Accepted)
        {
            Review(simulator, assignment.Id, conduct, at);
        }
        else
        {
            // One who made up their mind keeps to it; one who was silent is like the others.
            var willing = conduct.Accepts ?? mood * (assumptions.Accept + assumptions.Decline) < assumptions.Accept;
            Answer(simulator, assignment.Id, conduct, willing, at);
        }
    }

    private void Answer(WorkflowSimulator simulator, Guid id, Conduct conduct, bool accepts, DateTimeOffset at)
    {
        conduct.Accepts = accepts;
        Plan(simulator, conduct, at, (scope, _) =>
        {
            var assignment = scope.GetRequiredService<SimulatedData>().List<Assignment>().Single(a => a.Id == id);
            if (assignment.State != AssignmentState.Invited)
            {
                return Task.FromResult<Stimulus?>(null);
            }

            if (!accepts)
            {
                assignment.Decline("No time before the due date.", null, at);
            }
            else
            {
                assignment.Accept(at);
                var (abandons, delay) = (conduct.Random.Happens(assumptions.Abandon), assumptions.DaysToReview.Draw(conduct.Random));
                if (!abandons)
                {
                    Review(simulator, id, conduct, at + delay);
                }
            }

            return Task.FromResult<Stimulus?>(CollectReviews.Changed(id));
        });
    }

    private void Review(WorkflowSimulator simulator, Guid id, Conduct conduct, DateTimeOffset at) => Plan(simulator, conduct, at, async (scope, cancellation) =>
    {
        var data = scope.GetRequiredService<SimulatedData>();
        var assignment = data.List<Assignment>().Single(a => a.Id == id);
        var practice = data.List<Practice>().Single();
        if (assignment.State != AssignmentState.Accepted || practice.Round != assignment.Round
            || practice.Stage is not (PracticeStage.Submitted or PracticeStage.InReview or PracticeStage.AwaitingDecision))
        {
            return null;
        }

        var rubric = await scope.GetRequiredService<Rubrics>().OfVersionAsync(assignment.RubricVersionId, cancellation);
        var review = new Review(id, at);
        review.Save(SimulatedReview.Of(cast.Quality, rubric, assumptions, conduct.Random), at);
        review.Submit(at);
        data.List<Review>().Add(review);
        assignment.Complete(at);
        _reviewedBefore.Add(assignment.ReviewerId);
        await scope.GetRequiredService<ReviewerMail>().QueueAsync("review-received", assignment, $"review-received:{id}", cancellation);
        countMails(data);
        return CollectReviews.Changed(id);
    });

    // A later plan for the same person takes the place of an earlier one.
    private static void Plan(WorkflowSimulator simulator, Conduct conduct, DateTimeOffset at, SimulatedAct act)
    {
        var turn = ++conduct.Turn;
        conduct.Next = at;
        simulator.Plan(async (scope, cancellation) =>
        {
            if (conduct.Turn != turn)
            {
                return null;
            }

            conduct.Next = null;
            return await act(scope, cancellation);
        }, at);
    }

    private sealed class Conduct(Random random, bool knowsThePractice)
    {
        public Random Random { get; } = random;

        public bool KnowsThePractice { get; } = knowsThePractice;

        public bool? Accepts { get; set; }

        public DateTimeOffset? Next { get; set; }

        public int Turn { get; set; }
    }
}
