using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using PracticeReview.Accounts;
using PracticeReview.Criteria;
using PracticeReview.Data;
using PracticeReview.Data.Flow;
using PracticeReview.Decisions;
using PracticeReview.Mail;
using PracticeReview.Matching;
using PracticeReview.Practices;
using PracticeReview.Reviewers;
using PracticeReview.Reviews;
using PracticeReview.Testing;
using PracticeReview.Workflows.Execution;

namespace PracticeReview.Tests.Flow;

/// <summary>
/// A submission on its way through the shipped workflow, on a real database and a clock to move: a roster of eight,
/// an editor, a submitter, and verbs for what each of them does.
/// </summary>
public sealed class Journey : IAsyncDisposable
{
    private readonly TestDatabase _database;
    private readonly ServiceProvider _services;

    private Journey(TestDatabase database, ServiceProvider services) => (_database, _services) = (database, services);

    public Guid PracticeId { get; } = Guid.CreateVersion7();

    public Guid EditorId { get; } = Guid.CreateVersion7();

    private Guid SubmitterId { get; } = Guid.CreateVersion7();

    public static string Workflows
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(folder!.FullName, "PracticeReview.sln")))
            {
                folder = folder.Parent;
            }

            return Path.Combine(folder.FullName, "workflows");
        }
    }

    /// <param name="edit">Redraws the shipped definition before it is loaded, as an administrator would.</param>
    /// <param name="configure">Changes the services, to inject failures.</param>
    public static async Task<Journey> BeginAsync(Func<string, string>? edit = null, Action<IServiceCollection, TestDatabase>? configure = null)
    {
        var database = await TestDatabase.CreateAsync();
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<TimeProvider>(database.Time);
        services.AddDatabase(database.ConnectionString);
        services.AddMail(new ConfigurationBuilder().Build());
        services.AddPeerReview();
        configure?.Invoke(services, database);
        var journey = new Journey(database, services.BuildServiceProvider());
        await journey.PopulateAsync();
        await journey.LoadAsync(edit);
        return journey;
    }

    public async Task LoadAsync(Func<string, string>? edit)
    {
        var folder = Directory.CreateTempSubdirectory("practice-review-definitions-");
        foreach (var file in Directory.EnumerateFiles(Workflows, "*.json"))
        {
            var json = await File.ReadAllTextAsync(file);
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, Path.GetFileName(file)), edit?.Invoke(json) ?? json);
        }

        var skipped = await InScopeAsync(scope => scope.GetRequiredService<ShippedDefinitions>().LoadAsync(folder.FullName, default));
        folder.Delete(true);
        Assert.Empty(skipped.SelectMany(s => s.Problems));
    }

    public Task SubmitAsync(int words = 200, CallAnswered? call = null) => InScopeAsync(async scope =>
    {
        var db = scope.GetRequiredService<AppDbContext>();
        db.Practices.Add(new Practice(PracticeId, SubmitterId, "en", _database.Time.GetUtcNow()));
        await db.SaveChangesAsync();
        return await scope.GetRequiredService<PracticeFlow>().StartAsync(PracticeId, _ => HandInAsync(db, words, call), default);
    });

    public Task<FlowResult> ResubmitAsync(int words = 200) => AdvanceAsync(async (db, _) =>
    {
        await HandInAsync(db, words);
        return SubmitPractice.Resubmitted(PracticeId);
    });

    public Task<FlowResult> AcceptAsync(Assignment assignment) => ChangeAsync(assignment, (a, _) => a.Accept(_database.Time.GetUtcNow()));

    public Task<FlowResult> DeclineAsync(Assignment assignment) => ChangeAsync(assignment, (a, _) => a.Decline("No time", null, _database.Time.GetUtcNow()));

    /// <summary>Accepts if need be, and hands in a review with the same score for every criterion.</summary>
    public Task<FlowResult> ReviewAsync(Assignment assignment, int score, Recommendation recommendation = Recommendation.Publish) =>
        ChangeAsync(assignment, (a, db) =>
        {
            var now = _database.Time.GetUtcNow();
            if (a.State == AssignmentState.Invited)
            {
                a.Accept(now);
            }

            var review = db.Reviews.FirstOrDefault(r => r.AssignmentId == a.Id) ?? db.Reviews.Add(new Review(a.Id, now)).Entity;
            review.Save(new ReviewContent
            {
                Answers = [.. Rubric.Default.Criteria.Select(c => new CriterionAnswer(c.Key, score, false, ""))],
                CommentToSubmitter = $"Level {score} throughout.",
                Recommendation = recommendation,
            }, now);
            review.Submit(now);
            a.Complete(now);
        });

    public Task<FlowResult> WithdrawAsync() => AdvanceAsync((_, _) => Task.FromResult<Stimulus?>(AwaitWithdrawal.Withdrawn(PracticeId)));

    public Task<FlowResult> StopAsync() => AdvanceAsync((_, _) => Task.FromResult<Stimulus?>(CollectReviews.Stop(PracticeId)));

    public Task<FlowResult> RemindAsync(Assignment assignment) =>
        AdvanceAsync((_, _) => Task.FromResult<Stimulus?>(CollectReviews.RemindNow(assignment.Id)));

    public Task<FlowResult> ContinueRosterAsync() => AdvanceAsync((_, _) => Task.FromResult<Stimulus?>(AwaitRoster.Continue(PracticeId)));

    public Task<FlowResult> DecideAsync(DecisionOutcome outcome, string feedback = "") => AdvanceAsync((_, _) =>
        Task.FromResult<Stimulus?>(AskEditor.Decided(PracticeId, new EditorDecision(outcome, EditorId, "Editor's reason", feedback))));

    /// <summary>Moves the clock a day at a time, as the scheduler would see it, and wakes what is due.</summary>
    public async Task TravelAsync(int days)
    {
        for (var day = 0; day < days; day++)
        {
            _database.Time.Advance(TimeSpan.FromDays(1));
            await WakeAsync();
        }
    }

    /// <summary>Moves the clock while no scheduler runs.</summary>
    public void Sleep(int days) => _database.Time.Advance(TimeSpan.FromDays(days));

    public Task WakeAsync() => InScopeAsync(async scope =>
    {
        await scope.GetRequiredService<DueTimers>().RunAsync(default);
        return true;
    });

    public async Task<Practice> PracticeAsync()
    {
        await using var db = _database.NewContext();
        return await db.Practices.Include(p => p.Revisions).SingleAsync(p => p.Id == PracticeId);
    }

    public async Task<IReadOnlyList<Assignment>> AssignmentsAsync(int round = 1)
    {
        await using var db = _database.NewContext();
        return await db.Assignments.Where(a => a.PracticeId == PracticeId && a.Round == round).OrderBy(a => a.Id).ToListAsync();
    }

    public async Task<IReadOnlyList<Assignment>> OpenAsync(int round = 1) => [.. (await AssignmentsAsync(round)).Where(a => a.IsOpen)];

    /// <summary>How many mails of a template were queued, and not cancelled.</summary>
    public async Task<int> MailsAsync(string template, Guid? assignmentId = null)
    {
        await using var db = _database.NewContext();
        return await db.Outbox.CountAsync(m => m.Template == template && (assignmentId == null || m.AssignmentId == assignmentId));
    }

    public AppDbContext NewContext() => _database.NewContext();

    public async Task<T> InScopeAsync<T>(Func<IServiceProvider, Task<T>> work)
    {
        await using var scope = _services.CreateAsyncScope();
        return await work(scope.ServiceProvider);
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _database.DisposeAsync();
    }

    private Task<FlowResult> AdvanceAsync(Func<AppDbContext, CancellationToken, Task<Stimulus?>> change) => InScopeAsync(scope =>
    {
        var db = scope.GetRequiredService<AppDbContext>();
        return scope.GetRequiredService<PracticeFlow>().AdvanceAsync(PracticeId, cancellation => change(db, cancellation), default);
    });

    private Task<FlowResult> ChangeAsync(Assignment assignment, Action<Assignment, AppDbContext> change) => AdvanceAsync(async (db, cancellation) =>
    {
        change(await db.Assignments.SingleAsync(a => a.Id == assignment.Id, cancellation), db);
        return CollectReviews.Changed(assignment.Id);
    });

    private async Task HandInAsync(AppDbContext db, int words, CallAnswered? call = null)
    {
        var practice = await db.Practices.SingleAsync(p => p.Id == PracticeId);
        practice.SaveDraft(new PracticeContent
        {
            Title = "Skills passports for nurses",
            Language = "en",
            PrimaryObjective = 18,
            Call = call,
            Countries = ["KE"],
            Organisations = [new ImplementingOrganisation("Harbour City", "local-authority")],
            Description = string.Join(' ', Enumerable.Repeat("word", words)),
            Impact = "1,200 nurses recognised.",
            StartDate = new DateOnly(2023, 1, 1),
            FocalPoint = new FocalPoint { Name = "Ana", Email = "ana@harbour.example", Organisation = "Harbour City" },
        }, _database.Time.GetUtcNow());
        practice.Submit(Guid.CreateVersion7(), _database.Time.GetUtcNow());
    }

    private Task<bool> PopulateAsync() => InScopeAsync(async scope =>
    {
        var db = scope.GetRequiredService<AppDbContext>();
        var editors = new IdentityRole<Guid>(Roles.Editor) { Id = Guid.CreateVersion7(), NormalizedName = "EDITOR-OF-JOURNEY" };
        if (await db.Roles.FirstOrDefaultAsync(r => r.Name == Roles.Editor) is { } existing)
        {
            editors = existing;
        }
        else
        {
            db.Roles.Add(editors);
        }

        db.Users.Add(new User { Id = SubmitterId, UserName = "sub", Email = "sub@harbour.example", DisplayName = "Sub Mitter", Language = "es", CreatedAt = TestDatabase.Start });
        db.Users.Add(new User { Id = EditorId, UserName = "ed", Email = "ed@practices.example", DisplayName = "Ed Itor", CreatedAt = TestDatabase.Start });
        db.UserRoles.Add(new IdentityUserRole<Guid> { UserId = EditorId, RoleId = editors.Id });
        for (var n = 1; n <= 8; n++)
        {
            db.Reviewers.Add(new Reviewer
            {
                Id = new Guid(n, 0, 0, new byte[8]),
                Name = $"Reviewer {n}",
                Email = $"reviewer{n}@roster.example",
                Organisation = $"Institute {n}",
                IsInternal = n <= 3,
                Objectives = [18],
                PreferredLanguage = n % 3 == 0 ? "fr" : "en",
                TimeZone = n % 2 == 0 ? "America/Lima" : "Asia/Tokyo",
            });
        }

        await db.SaveChangesAsync();
        return true;
    });
}
