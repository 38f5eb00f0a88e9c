using PracticeReview.Accounts;
using PracticeReview.Data;
using PracticeReview.Matching;
using PracticeReview.Practices;
using PracticeReview.Reviewers;
using PracticeReview.Testing;

namespace PracticeReview.Tests.Matching;

public sealed class CandidateQueryTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = TestDatabase.Start;
    private readonly Guid _practice = Guid.NewGuid();
    private readonly Guid _other = Guid.NewGuid();
    private TestDatabase _database = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        await using var db = _database.NewContext();
        var submitter = new User { Id = Guid.NewGuid(), UserName = "s@example.org", Email = "s@example.org", DisplayName = "S" };
        db.Users.Add(submitter);
        foreach (var id in new[] { _practice, _other })
        {
            var practice = new Practice(id, submitter.Id, "en", Now);
            practice.SaveDraft(
                new PracticeContent
                {
                    Title = "Legal aid", Language = "fr", PrimaryObjective = 7, OtherObjectives = [3, 7], Countries = ["SN"], Regions = ["019"],
                    Organisations = [new("Ministry of Labour", "government"), new(" ", "un")],
                    FocalPoint = new() { Organisation = "Caritas", Email = "f@example.org" },
                },
                Now);
            practice.Submit(Guid.NewGuid(), Now);
            db.Practices.Add(practice);
        }

        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync() => await _database.DisposeAsync();

    [Fact]
    public async Task Load_counts_what_is_open_anywhere_and_nothing_that_ended()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var db = _database.NewContext();
        var busy = Add(db, "busy");
        var done = Add(db, "done");
        db.Assignments.Add(new Assignment(Guid.NewGuid(), _other, 1, busy, true, [], Now));
        var reviewed = new Assignment(Guid.NewGuid(), _other, 1, done, true, [], Now);
        reviewed.Invite(Now.AddDays(21), Now);
        reviewed.Accept(Now);
        reviewed.Complete(Now);
        db.Assignments.Add(reviewed);
        await db.SaveChangesAsync(cancellation);

        var candidates = await new CandidateQuery(db).ForAsync(_practice, 1, cancellation);

        Assert.Equal(1, candidates.Single(c => c.ReviewerId == busy).Load);
        var free = candidates.Single(c => c.ReviewerId == done);
        Assert.Equal(0, free.Load);
        Assert.Equal([7, 3], free.Objectives);
        Assert.Equal(["202"], free.Regions);
        Assert.Equal(["fr", "en"], free.Languages);
        Assert.Equal(["Acme"], free.ConflictOrganisations);
        Assert.Equal(["Youth panel"], free.Groups!);
        Assert.Equal(("done", "done@example.org", "ILO", true, 3), (free.Name, free.Email, free.Organisation, free.IsInternal, free.MaximumLoad));
    }

    [Fact]
    public async Task Leaves_out_the_inactive_those_of_this_round_and_whoever_declined_the_practice()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var db = _database.NewContext();
        Add(db, "inactive", active: false);
        var first = Add(db, "first");
        var declined = Add(db, "declined");
        var fresh = Add(db, "fresh");
        db.Assignments.Add(new Assignment(Guid.NewGuid(), _practice, 1, first, true, [], Now));
        var no = new Assignment(Guid.NewGuid(), _practice, 1, declined, true, [], Now);
        no.Invite(Now.AddDays(21), Now);
        no.Decline("Conflict of interest", null, Now);
        db.Assignments.Add(no);
        await db.SaveChangesAsync(cancellation);
        var query = new CandidateQuery(db);

        Assert.Equal([fresh], (await query.ForAsync(_practice, 1, cancellation)).Select(c => c.ReviewerId));
        Assert.Equal(new[] { first, fresh }.Order(), (await query.ForAsync(_practice, 2, cancellation)).Select(c => c.ReviewerId).Order());
    }

    [Fact]
    public async Task Counts_what_the_same_transaction_added_and_has_not_saved()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var db = _database.NewContext();
        var chosen = Add(db, "chosen");
        await db.SaveChangesAsync(cancellation);
        db.Assignments.Add(new Assignment(Guid.NewGuid(), _practice, 1, chosen, true, [], Now));
        var query = new CandidateQuery(db);

        Assert.Empty(await query.ForAsync(_practice, 1, cancellation));
        Assert.Equal(1, Assert.Single(await query.ForAsync(_other, 1, cancellation)).Load);
    }

    [Fact]
    public async Task A_practice_asks_for_its_objectives_regions_and_language_and_keeps_its_own_people_out()
    {
        await using var db = _database.NewContext();

        var request = await new MatchRequests(db).ForAsync(_practice, TestContext.Current.CancellationToken);

        Assert.Equal(7, request.PrimaryObjective);
        Assert.Equal([7, 3], request.Objectives);
        Assert.Equal("fr", request.Language);
        Assert.Equal(["002", "011", "019"], request.Regions.Intersect(["002", "011", "019"]));
        Assert.Equal(["Ministry of Labour", "Caritas"], request.Organisations);
        Assert.Equal(["s@example.org", "f@example.org"], request.Emails);
    }

    private static Guid Add(AppDbContext db, string name, bool active = true)
    {
        var id = Guid.CreateVersion7();
        db.Reviewers.Add(new Reviewer
        {
            Id = id, Name = name, Email = $"{name}@example.org", Organisation = "ILO", IsInternal = true, IsActive = active, MaximumLoad = 3,
            Objectives = [7, 3], Regions = ["202"], Languages = ["fr", "en"], ConflictOrganisations = ["Acme"], Groups = ["Youth panel"],
        });
        return id;
    }
}
