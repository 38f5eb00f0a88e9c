using Microsoft.EntityFrameworkCore;
using PracticeReview.Accounts;
using PracticeReview.Data;
using PracticeReview.Workflows.Activities;
using PracticeReview.Workflows.Execution;

namespace PracticeReview.Practices;

/// <summary>Screens a submission before reviewers are asked.</summary>
[Activity("PracticeReview.CheckCompleteness", Category = Category, DisplayName = "Check completeness",
    Description = "Looks whether the submission has enough to review: length of the texts, evidence of impact, implementation begun.",
    Outcomes = ["Complete", "Incomplete"])]
public sealed class CheckCompleteness(AppDbContext db) : PracticeActivity
{
    /// <summary>Words the main texts must have together.</summary>
    [Input(DisplayName = "Least words", Description = "Words that description, impact, lessons, replication and innovation must have together.", DefaultValue = ScreeningRules.ShippedLeastWords, Minimum = 0, Maximum = 100000)]
    public int LeastWords { get; set; }

    /// <summary>What the submitter is to be told.</summary>
    [Output(Description = "What is missing, as sentences in the submitter's language.")]
    public IReadOnlyList<string>? Missing { get; set; }

    /// <inheritdoc />
    public override async ValueTask ExecuteAsync(ActivityContext context)
    {
        var id = PracticeId(context);
        var content = (await db.Revisions.Where(r => r.PracticeId == id).OrderByDescending(r => r.Round).FirstAsync(context.Cancellation)).Content;
        var language = await db.Practices.Where(p => p.Id == id)
            .Join(db.Users, p => p.SubmitterId, u => u.Id, (_, user) => user.Language)
            .FirstAsync(context.Cancellation);

        var findings = ScreeningRules.Check(content, LeastWords, DateOnly.FromDateTime(context.Now.UtcDateTime));
        Missing = [.. findings.Select(finding => ScreeningRules.Sentence(finding, language))];
        context.Complete(findings.Count == 0 ? "Complete" : "Incomplete");
    }
}
