using Microsoft.EntityFrameworkCore;
using PracticeReview.Data.Flow;
using PracticeReview.Testing;
using PracticeReview.Web.Hosting.Jobs;

namespace PracticeReview.Web.Tests.Hosting;

public sealed class HousekeepingTests(WebApp app) : IClassFixture<WebApp>
{
    [Fact]
    public async Task An_account_that_nobody_confirmed_goes_after_its_time_and_no_other()
    {
        var confirmed = await app.AccountAsync();
        var forgotten = await app.AccountAsync();
        await app.WithDataAsync(db => db.Users.Where(user => user.Id == forgotten.Id).ExecuteUpdateAsync(set => set.SetProperty(user => user.EmailConfirmed, false)));

        app.Time.Advance(Housekeeping.ConfirmationTime);
        await app.RunAsync<Housekeeping>(job => job.RunAsync(default));
        Assert.True(await app.WithDataAsync(db => db.Users.AnyAsync(user => user.Id == forgotten.Id)));

        app.Time.Advance(TimeSpan.FromSeconds(1));
        await app.RunAsync<Housekeeping>(job => job.RunAsync(default));

        Assert.Equal([confirmed.Id], await app.WithDataAsync(db => db.Users.Select(user => user.Id).ToListAsync()));
    }

    [Fact]
    public async Task A_journal_goes_when_its_workflow_ended_long_ago_and_the_others_stay()
    {
        var now = app.Time.GetUtcNow();
        await app.WithDataAsync(async db =>
        {
            db.WorkflowDefinitions.Add(new StoredDefinition { Id = "old-1", DefinitionId = "old", Version = 1, Name = "Old", Json = "{}", CreatedAt = now });
            foreach (var (id, finished) in new (string, DateTimeOffset?)[] { ("running", null), ("lately", now.AddDays(-1)), ("long ago", now.AddDays(-731)) })
            {
                db.WorkflowInstances.Add(new StoredInstance
                {
                    Id = id, DefinitionId = "old", DefinitionVersionId = "old-1", Status = finished is null ? "Running" : "Finished", SubStatus = "", State = "{}",
                    CreatedAt = now.AddYears(-3), UpdatedAt = now, FinishedAt = finished,
                });
                db.WorkflowJournal.Add(new StoredJournalEntry { Id = id, InstanceId = id, Sequence = 1, EventName = "Started", ActivityId = "a", ActivityType = "t", Outcomes = [], Timestamp = now });
            }

            await db.SaveChangesAsync();
        });

        await app.RunAsync<Housekeeping>(job => job.RunAsync(default));

        Assert.Equal(["lately", "running"], await app.WithDataAsync(db => db.WorkflowJournal.Select(entry => entry.InstanceId).Order().ToListAsync()));
        Assert.Equal(3, await app.WithDataAsync(db => db.WorkflowInstances.CountAsync()));
    }
}
