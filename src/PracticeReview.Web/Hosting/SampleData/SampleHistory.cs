using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using PracticeReview.Data;
using PracticeReview.Data.Flow;
using PracticeReview.Matching;
using PracticeReview.Practices;
using PracticeReview.Reviews;
using PracticeReview.Workflows.Hosting;

namespace PracticeReview.Web.Hosting.SampleData;

/// <summary>
/// Plays the stories of the sample practices on a clock that begins in the past, with the commands that the pages
/// call and the shipped workflow: what is published was reviewed and decided as everything is.
/// </summary>
internal sealed class SampleHistory(IServiceProvider services, VirtualClock clock, DateTimeOffset today, SampleDataProgress progress)
{
    private readonly PriorityQueue<Func<Task>, (DateTimeOffset At, int Order)> _events = new();
    private readonly HashSet<Guid> _planned = [];
    private readonly Dictionary<Guid, Guid> _links = [];
    private int _order;

    /// <summary>The id of a sample practice: always the same, so that an interrupted run can be cleared away.</summary>
    public static Guid IdOf(SamplePractice practice) => new(SHA256.HashData(Encoding.UTF8.GetBytes($"sample practice {practice.Name}")).AsSpan(0, 16));

    /// <summary>Plays everything up to today.</summary>
    public async Task PlayAsync(IReadOnlyList<SamplePractice> practices, IReadOnlyDictionary<string, Guid> accounts, CancellationToken cancellation)
    {
        foreach (var (practice, index) in practices.Select((practice, index) => (practice, index)))
        {
            var at = today.AddDays(-practice.SubmittedDaysAgo).AddMinutes(-37 * (index % 12));
            At(at, () => HandInAsync(new Story(IdOf(practice), practice, accounts[practice.Submitter], index)));
        }

        while (_events.TryDequeue(out var happens, out var key))
        {
            cancellation.ThrowIfCancellationRequested();
            if (key.At.UtcDateTime.Date > clock.GetUtcNow().UtcDateTime.Date)
            {
                clock.MoveTo(key.At);
                await InScopeAsync<DueTimers>(timers => timers.RunAsync(cancellation));
            }

            clock.MoveTo(key.At);
            await happens();
        }

        clock.MoveTo(today);
        await InScopeAsync<DueTimers>(timers => timers.RunAsync(cancellation));
    }

    private sealed record Story(Guid Id, SamplePractice Sample, Guid SubmitterId, int Seed)
    {
        public int Asked { get; set; }
    }

    private void At(DateTimeOffset at, Func<Task> happens)
    {
        if (at <= today)
        {
            _events.Enqueue(happens, (at, _order++));
        }
    }

    private async Task HandInAsync(Story story)
    {
        await InScopeAsync<AppDbContext>(async db =>
        {
            var practice = new Practice(story.Id, story.SubmitterId, story.Sample.Content.Language, clock.GetUtcNow().AddDays(-3));
            practice.SaveDraft(story.Sample.Content with { Files = [] }, clock.GetUtcNow());
            db.Practices.Add(practice);
            await db.SaveChangesAsync();
        });
        foreach (var file in story.Sample.Content.Files)
        {
            await InScopeAsync<IServiceProvider>(scope => AttachAsync(scope, story, file));
        }

        progress.Advance();
        if (story.Sample.Fate == SampleFate.Draft)
        {
            return;
        }

        await SubmitAsync(story, 0);
        if (story.Sample.Fate == SampleFate.Withdrawn)
        {
            At(clock.GetUtcNow().AddDays(6), () => InScopeAsync<WithdrawPractice>(withdraw =>
                withdraw.ExecuteAsync(story.Id, story.SubmitterId, "Submitter", "We want to add this year's evaluation first.", CancellationToken.None)));
        }
    }

    private static async Task AttachAsync(IServiceProvider scope, Story story, AttachedFile said)
    {
        var added = await scope.GetRequiredService<AttachFile>().ExecuteAsync(story.Id, story.SubmitterId, said.Name, SampleFiles.Bytes(said.Name), CancellationToken.None);
        var file = added.File ?? throw new InvalidOperationException($"The sample file {said.Name} can't be added: {added.Problem?.Sentence}");
        await scope.GetRequiredService<SaveDraft>().ExecuteAsync(story.Id, story.SubmitterId, content => content with
        {
            Files = [.. content.Files.Select(f => f.Id == file.Id ? f with { Description = said.Description, Credit = said.Credit, PersonsAgree = said.PersonsAgree } : f)],
        }, CancellationToken.None);
    }

    private async Task SubmitAsync(Story story, int round)
    {
        await InScopeAsync<AppDbContext>(async db =>
        {
            var practice = await db.Practices.AsNoTracking().SingleAsync(p => p.Id == story.Id);
            var submitter = await db.Users.Where(u => u.Id == story.SubmitterId).Select(u => u.DisplayName).SingleAsync();
            var outcome = SubmitOutcome.NotFound;
            await InScopeAsync<SubmitPractice>(async submit => outcome = await submit.ExecuteAsync(
                story.Id, story.SubmitterId, submitter, practice.DraftVersion, round, DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime), CancellationToken.None));
            if (outcome != SubmitOutcome.Submitted)
            {
                throw new InvalidOperationException($"The sample practice \"{story.Sample.Name}\" can't be handed in: {outcome}.");
            }
        });
        await PlanAsync(story);
    }

    /// <summary>Plans what each newly invited reviewer will do, by the fate of the practice.</summary>
    private async Task PlanAsync(Story story)
    {
        var open = new List<Assignment>();
        await InScopeAsync<AppDbContext>(async db => open = await db.Assignments.AsNoTracking()
            .Where(a => a.PracticeId == story.Id && a.State == AssignmentState.Invited).OrderBy(a => a.Id).ToListAsync());
        foreach (var assignment in open.Where(a => _planned.Add(a.Id)))
        {
            Plan(story, assignment, story.Asked++);
        }
    }

    private void Plan(Story story, Assignment assignment, int position)
    {
        var now = clock.GetUtcNow();
        var seed = (story.Seed * 7) + (position * 11);
        var fate = story.Sample.Fate;
        var declines = position == 1 && story.Seed % 4 == 1 && fate is SampleFate.Published or SampleFate.Declined;
        if (declines)
        {
            At(now.AddDays(1.3), () => ActAsync(story, assignment.Id, seed, Act.Decline));
            return;
        }

        var waits = fate == SampleFate.Submitted || (fate == SampleFate.InReview && position >= 2);
        if (waits)
        {
            return;
        }

        var accepts = now.AddDays(1 + (seed % 3) + 0.21);
        At(accepts, () => ActAsync(story, assignment.Id, seed, Act.Accept));
        var keepsSilent = position == 1 && fate is SampleFate.InReview or SampleFate.Overdue && position == 1;
        if (!keepsSilent && fate != SampleFate.Withdrawn)
        {
            At(accepts.AddDays(fate is SampleFate.InReview ? 3 : 4 + (seed % 10)), () => ActAsync(story, assignment.Id, seed, Act.Review));
        }
    }

    private enum Act
    {
        Accept,
        Decline,
        Review,
    }

    private async Task ActAsync(Story story, Guid assignmentId, int seed, Act act)
    {
        await InScopeAsync<IServiceProvider>(async scope =>
        {
            var link = await LinkAsync(scope.GetRequiredService<AppDbContext>(), assignmentId);
            var visit = (await scope.GetRequiredService<OpenReviewLink>().ByIdAsync(link, CancellationToken.None)).Visit!;
            var language = visit.Reviewer.PreferredLanguage;
            switch (act)
            {
                case Act.Accept:
                    await scope.GetRequiredService<AnswerInvitation>().AcceptAsync(visit, CancellationToken.None);
                    break;
                case Act.Decline:
                    var reasons = SampleFiles.DeclineReasons(language);
                    await scope.GetRequiredService<AnswerInvitation>().DeclineAsync(visit, DeclineReason.NoTime, reasons[seed % reasons.Count], null, [], CancellationToken.None);
                    break;
                default:
                    var review = SampleScores.Review(story.Sample.Fate, visit.Assignment.Round, seed, language, visit.Content);
                    var saved = await scope.GetRequiredService<SaveReview>().ExecuteAsync(visit, review, 0, CancellationToken.None);
                    await scope.GetRequiredService<SubmitReview>().ExecuteAsync(visit, saved.Review?.DraftVersion ?? 1, CancellationToken.None);
                    break;
            }
        });
        await FollowAsync(story);
    }

    /// <summary>The link that a sample reviewer follows; its token is known to nobody.</summary>
    private async Task<Guid> LinkAsync(AppDbContext db, Guid assignmentId)
    {
        if (_links.TryGetValue(assignmentId, out var known))
        {
            return known;
        }

        var now = clock.GetUtcNow();
        var link = new ReviewLink(Guid.CreateVersion7(now), assignmentId, ReviewLink.Hash(ReviewLink.NewToken()), null, now.AddDays(90), now);
        db.ReviewLinks.Add(link);
        await db.SaveChangesAsync();
        return _links[assignmentId] = link.Id;
    }

    /// <summary>After each act: new reviewers may have been asked, or a revision.</summary>
    private async Task FollowAsync(Story story)
    {
        await PlanAsync(story);
        if (story.Sample.Fate != SampleFate.Revised)
        {
            return;
        }

        Practice? practice = null;
        await InScopeAsync<AppDbContext>(async db => practice = await db.Practices.AsNoTracking().SingleAsync(p => p.Id == story.Id));
        if (practice is { Stage: PracticeStage.AwaitingRevision, Round: 1 } && _planned.Add(story.Id))
        {
            At(clock.GetUtcNow().AddDays(16), async () =>
            {
                await InScopeAsync<AppDbContext>(async db =>
                {
                    var draft = await db.Practices.SingleAsync(p => p.Id == story.Id);
                    draft.SaveDraft(story.Sample.Revision!.Of(draft.Draft), clock.GetUtcNow());
                    await db.SaveChangesAsync();
                });
                await SubmitAsync(story, 1);
            });
        }
    }

    private async Task InScopeAsync<T>(Func<T, Task> work)
        where T : notnull
    {
        await using var scope = services.CreateAsyncScope();
        await work(scope.ServiceProvider.GetRequiredService<T>());
    }
}
