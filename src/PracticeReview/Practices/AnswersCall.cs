using Microsoft.EntityFrameworkCore;
using PracticeReview.Data;
using PracticeReview.Workflows.Activities;
using PracticeReview.Workflows.Execution;

namespace PracticeReview.Practices;

/// <summary>Parts the ways of practices that answer a call from those of the others, such as to other reviewers or criteria.</summary>
[Activity("PracticeReview.AnswersCall", Category = Category, DisplayName = "Answers a call",
    Description = "Whether the practice answers a call for practices, such as to lead it to other reviewers or criteria.",
    Outcomes = ["Yes", "No"])]
public sealed class AnswersCall(AppDbContext db) : PracticeActivity
{
    /// <summary>Key of the call.</summary>
    [Input(Description = "The call; empty for any.", DefaultValue = "", UIHint = "dropdown")]
    public string Call { get; set; } = "";

    /// <inheritdoc />
    public override async ValueTask ExecuteAsync(ActivityContext context)
    {
        var id = PracticeId(context);
        var content = (await db.Revisions.Where(r => r.PracticeId == id).OrderByDescending(r => r.Round).FirstAsync(context.Cancellation)).Content;
        context.Complete(content.Call is { } answered && (Call.Length == 0 || answered.Key == Call) ? "Yes" : "No");
    }
}
