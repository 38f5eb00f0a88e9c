using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PracticeReview.Data;
using PracticeReview.Mail;
using PracticeReview.Matching;
using PracticeReview.Practices;
using PracticeReview.Testing;
using PracticeReview.Web.Hosting.SampleData;

namespace PracticeReview.Web.Tests.Hosting;

/// <summary>
/// A product whose database was filled with the sample data: the first attempt was cut off in the middle, and a
/// visitor began a practice before the second.
/// </summary>
public sealed class SampleDataApp : WebApp
{
    public SampleDataApp()
    {
        Settings["PracticeReview:SampleData"] = "true";
        Settings["PracticeReview:SamplePassword"] = "one password for all";
    }

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        using var cut = new CancellationTokenSource();
        var first = RunAsync<SampleDataJob>(job => job.RunAsync(cut.Token));
        var progress = Services.GetRequiredService<SampleDataProgress>();
        while (progress.Done < 5 && !first.IsCompleted)
        {
            await Task.Delay(20);
        }

        await cut.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        await WithDataAsync(async db =>
        {
            var practice = new Practice(VisitorsPractice, await db.Users.Select(user => user.Id).FirstAsync(), "en", Time.GetUtcNow());
            db.Practices.Add(practice);
            await db.SaveChangesAsync();
        });
        await RunAsync<SampleDataJob>(job => job.RunAsync(CancellationToken.None));
    }

    public static Guid VisitorsPractice { get; } = new("0f6f3a5e-4a0f-4b53-9d0f-8a39a1b6c1aa");
}

public class SampleDataTests(SampleDataApp app) : IClassFixture<SampleDataApp>
{
    [Fact]
    public async Task Each_story_ends_in_the_stage_that_it_was_written_for()
    {
        var stages = await app.WithDataAsync(db => db.Practices.AsNoTracking().ToDictionaryAsync(p => p.Draft.Title, p => p.Stage));

        Assert.Equal([], SampleFiles.Practices()
            .Where(sample => stages[sample.Content.Title] != StageOf(sample.Fate))
            .Select(sample => $"{sample.Name} is {stages[sample.Content.Title]}, meant to be {sample.Fate}"));
        Assert.InRange(stages.Values.Count(stage => stage == PracticeStage.Published), 30, 45);
    }

    [Fact]
    public async Task What_is_published_was_reviewed_by_one_internal_and_two_external_people_before_its_decision()
    {
        await app.WithDataAsync(async db =>
        {
            var published = await db.Practices.AsNoTracking().Where(p => p.Stage == PracticeStage.Published).ToListAsync();
            var assignments = (await db.Assignments.AsNoTracking().Where(a => a.State == AssignmentState.Reviewed).ToListAsync()).ToLookup(a => (a.PracticeId, a.Round));
            Assert.All(published, practice =>
            {
                var reviewed = assignments[(practice.Id, practice.Round)].ToList();
                Assert.True(reviewed.Any(a => a.IsInternal) && reviewed.Count(a => !a.IsInternal) >= 2, practice.Draft.Title);
                Assert.All(reviewed, a => Assert.True(a.ReviewedAt <= practice.StageSince));
            });
            Assert.Contains(published, practice => practice.Round == 2);
            Assert.True(published.Max(p => p.StageSince) - published.Min(p => p.StageSince) > TimeSpan.FromDays(300));
        });
    }

    [Fact]
    public async Task What_is_under_way_shows_every_kind_of_progress_and_a_reviewer_who_is_late()
    {
        await app.WithDataAsync(async db =>
        {
            var now = app.Time.GetUtcNow();
            var open = await db.Assignments.AsNoTracking()
                .Where(a => db.Practices.Any(p => p.Id == a.PracticeId && p.Stage == PracticeStage.InReview)).ToListAsync();
            Assert.Contains(open, a => a.State == AssignmentState.Invited);
            Assert.Contains(open, a => a.State == AssignmentState.Accepted);
            Assert.Contains(open, a => a.State == AssignmentState.Reviewed);
            Assert.Contains(open, a => a.IsOpen && a.DueAt < now);
            Assert.True(await db.Assignments.AnyAsync(a => a.State == AssignmentState.Declined));
        });
    }

    [Fact]
    public async Task The_past_sends_no_mail()
    {
        var queued = await app.WithDataAsync(db => db.Outbox.AsNoTracking().Where(m => m.State == MailState.Queued).ToListAsync());

        Assert.All(queued, mail => Assert.True(mail.CreatedAt >= app.Time.GetUtcNow().AddDays(-3), mail.Template));
        Assert.InRange(queued.Count, 1, 40);
    }

    [Fact]
    public async Task An_attempt_that_was_cut_off_leaves_nothing_twice_and_takes_nothing_from_a_visitor()
    {
        var practices = await app.WithDataAsync(db => db.Practices.AsNoTracking().Select(p => p.Id).ToListAsync());

        Assert.Equal(SampleFiles.Practices().Count + 1, practices.Count);
        Assert.Contains(SampleDataApp.VisitorsPractice, practices);
        var correlations = await app.WithDataAsync(db => db.WorkflowInstances.AsNoTracking().Select(i => i.CorrelationId).ToListAsync());
        Assert.Equal(correlations.Count, correlations.Distinct().Count());
    }

    [Fact]
    public async Task A_second_start_adds_nothing()
    {
        var before = await CountsAsync(app.Services);

        await using var again = app.WithWebHostBuilder(_ => { });
        await app.RunAsync<SampleDataJob>(job => job.RunAsync(CancellationToken.None));

        Assert.Equal(before, await CountsAsync(again.Services));
    }

    private static async Task<(int Practices, int Reviewers, int Mails, int Users)> CountsAsync(IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDbContext>();
        return (await db.Practices.CountAsync(), await db.Reviewers.CountAsync(), await db.Outbox.CountAsync(), await db.Users.CountAsync());
    }

    private static PracticeStage StageOf(SampleFate fate) => fate switch
    {
        SampleFate.Draft => PracticeStage.Draft,
        SampleFate.Submitted or SampleFate.InReview or SampleFate.Overdue => PracticeStage.InReview,
        SampleFate.Decision => PracticeStage.AwaitingDecision,
        SampleFate.Revision => PracticeStage.AwaitingRevision,
        SampleFate.Published or SampleFate.Revised => PracticeStage.Published,
        SampleFate.Declined => PracticeStage.Declined,
        SampleFate.Withdrawn => PracticeStage.Withdrawn,
        _ => throw new ArgumentOutOfRangeException(nameof(fate)),
    };
}
