using PracticeReview.Data;
using PracticeReview.Matching;
using PracticeReview.Practices;
using PracticeReview.Reviewers;
using PracticeReview.Simulation;
using PracticeReview.Testing;

namespace PracticeReview.Tests.Simulation;

/// <summary>The roster of a simulation says what the query of the database says.</summary>
public sealed class SimulatedRosterTests
{
    [Fact]
    public async Task It_names_the_same_candidates_with_the_same_load_as_the_database()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var stored = database.NewContext();
        await using var simulated = new SimulatedData();
        var practices = new[] { Guid.CreateVersion7(), Guid.CreateVersion7() };
        foreach (var data in new AppDbContext[] { stored, simulated })
        {
            Populate(data, practices);
            await data.SaveChangesAsync();
        }

        foreach (var (practice, round) in new[] { (practices[0], 1), (practices[0], 2), (practices[1], 1) })
        {
            var expected = await new CandidateQuery(stored).ForAsync(practice, round, default);
            var actual = await new SimulatedRoster(simulated).ForAsync(practice, round, default);

            Assert.NotEmpty(expected);
            Assert.Equal(expected.Select(c => (c.ReviewerId, c.IsInternal, c.Load, c.MaximumLoad)), actual.Select(c => (c.ReviewerId, c.IsInternal, c.Load, c.MaximumLoad)));
        }
    }

    // Seven people: idle, asked, accepted, declined, reviewed, given up, not active.
    private static void Populate(AppDbContext data, Guid[] practices)
    {
        var now = TestDatabase.Start;
        var submitter = new Accounts.User { Id = new Guid(99, 0, 0, new byte[8]), UserName = "s", Email = "s@x.example", CreatedAt = now };
        data.Users.Add(submitter);
        data.Practices.AddRange(practices.Select(id => new Practice(id, submitter.Id, "en", now)));
        for (var n = 1; n <= 7; n++)
        {
            var reviewer = new Reviewer { Id = new Guid(n, 0, 0, new byte[8]), Name = $"R{n}", Email = $"r{n}@x.example", Organisation = "X", IsInternal = n % 2 == 0, IsActive = n < 7 };
            data.Reviewers.Add(reviewer);
            if (n is 1 or 7)
            {
                continue;
            }

            var assignment = new Assignment(new Guid(n, 1, 0, new byte[8]), practices[0], 1, reviewer.Id, reviewer.IsInternal, [], now);
            data.Assignments.Add(assignment);
            assignment.Invite(now.AddDays(21), now);
            Action move = n switch { 3 => () => assignment.Accept(now), 4 => () => assignment.Decline("No.", null, now), 5 => () => { assignment.Accept(now); assignment.Complete(now); }, 6 => () => assignment.Replace("Silent.", now), _ => () => { } };
            move();
        }
    }
}
