using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PracticeReview.Accounts;
using PracticeReview.Audit;
using PracticeReview.Criteria;
using PracticeReview.Data;
using PracticeReview.Data.Flow;
using PracticeReview.Matching;
using PracticeReview.Practices;
using PracticeReview.Reviewers;
using PracticeReview.Reviews;

namespace PracticeReview.Testing;

/// <summary>The product with a roster of eight, and submissions in the shipped workflow.</summary>
public class ReviewDeskApp : WebApp
{
    /// <summary>Who submits.</summary>
    public User Submitter { get; private set; } = null!;

    /// <summary>A client of an editor.</summary>
    public HttpClient Editor { get; private set; } = null!;

    /// <inheritdoc />
    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Submitter = await this.AccountAsync();
        Editor = await this.SignedInAsync(Roles.Editor);
        await this.RunAsync<ShippedRubric>(shipped => shipped.LoadAsync(default));
        await InScopeAsync(services => services.GetRequiredService<ShippedDefinitions>().LoadAsync(Path.Combine(TestPaths.Repository, "workflows"), default));
        await WithDataAsync(async db =>
        {
            for (var n = 1; n <= 8; n++)
            {
                db.Reviewers.Add(new Reviewer
                {
                    Id = new Guid(n, 0, 0, new byte[8]), Name = $"Reviewer {n}", Email = $"reviewer{n}@roster.example", Organisation = $"Institute {n}",
                    IsInternal = n <= 3, Objectives = [18], MaximumLoad = 20,
                });
            }

            await db.SaveChangesAsync();
        });
    }

    /// <summary>A submission whose three reviewers are invited.</summary>
    public async Task<Guid> SubmissionAsync(string title = "Skills passports for nurses")
    {
        var id = Guid.CreateVersion7();
        await InScopeAsync(async services =>
        {
            var db = services.GetRequiredService<AppDbContext>();
            var practice = new Practice(id, Submitter.Id, "en", Time.GetUtcNow());
            practice.SaveDraft(
                new PracticeContent
                {
                    Title = title, Language = "en", PrimaryObjective = 18, Countries = ["KE"],
                    Organisations = [new("Harbour City", "local-authority")], Description = string.Join(' ', Enumerable.Repeat("word", 300)),
                    Impact = "1,200 nurses recognised. <script>alert(1)</script>", StartDate = new(2023, 1, 1), FocalPoint = new() { Name = "Ana", Email = "ana@harbour.example" },
                },
                Time.GetUtcNow());
            db.Practices.Add(practice);
            await db.SaveChangesAsync();
            await services.GetRequiredService<PracticeFlow>().StartAsync(id, async token =>
            {
                var tracked = await db.Practices.SingleAsync(p => p.Id == id, token);
                tracked.Submit(Guid.CreateVersion7(), Time.GetUtcNow());
            }, default);
        });
        return id;
    }

    /// <summary>The reviewers of a submission, in the order they were chosen.</summary>
    public Task<List<Assignment>> AssignmentsAsync(Guid practiceId) =>
        WithDataAsync(db => db.Assignments.AsNoTracking().Where(a => a.PracticeId == practiceId).OrderBy(a => a.CreatedAt).ThenBy(a => a.Id).ToListAsync());

    /// <summary>Entries of the audit trail with this action.</summary>
    public Task<List<AuditEntry>> AuditAsync(Guid practiceId, string action) =>
        WithDataAsync(db => db.AuditEntries.AsNoTracking().Where(e => e.PracticeId == practiceId && e.Action == action).ToListAsync());

    /// <summary>How many mails of a template were queued about a submission.</summary>
    public Task<int> MailsAsync(Guid practiceId, string template) => WithDataAsync(db => db.Outbox.CountAsync(m => m.PracticeId == practiceId && m.Template == template));

    /// <summary>The reviewer hands in a review with one score throughout.</summary>
    public Task ReviewAsync(Guid practiceId, Guid assignmentId, int score) => InScopeAsync(async services =>
    {
        var db = services.GetRequiredService<AppDbContext>();
        await services.GetRequiredService<PracticeFlow>().AdvanceAsync(practiceId, async token =>
        {
            var now = Time.GetUtcNow();
            var assignment = await db.Assignments.SingleAsync(a => a.Id == assignmentId, token);
            assignment.Accept(now);
            var review = db.Reviews.Add(new Review(assignmentId, now)).Entity;
            review.Save(
                new ReviewContent
                {
                    Answers = [.. Rubric.Default.Criteria.Select(c => c.Key == "timely" ? new CriterionAnswer(c.Key, null, true, "") : new CriterionAnswer(c.Key, score, false, c.Key == "evidence" ? "Figures, but no source." : ""))],
                    CommentToSubmitter = "Show the costs.", CommentToEditors = "Between us: solid.", Recommendation = Recommendation.Publish,
                },
                now);
            review.Submit(now);
            assignment.Complete(now);
            return CollectReviews.Changed(assignmentId);
        }, default);
    });
}
