using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using PracticeReview.Data;
using PracticeReview.Mail;
using PracticeReview.Practices;
using PracticeReview.Workflows.Activities;
using PracticeReview.Workflows.Execution;
using PracticeReview.Workflows.Hosting;

namespace PracticeReview.Decisions;

/// <summary>What an editor decided.</summary>
/// <param name="Outcome">The decision.</param>
/// <param name="EditorId">Who took it.</param>
/// <param name="Reason">Why, for the record.</param>
/// <param name="Feedback">What the submitter is told; may be empty.</param>
public sealed record EditorDecision(DecisionOutcome Outcome, Guid EditorId, string Reason, string Feedback);

/// <summary>Asks the editors to decide, and asks again each week.</summary>
[Activity("PracticeReview.AskEditor", Category = Category, DisplayName = "Ask an editor",
    Description = "Asks the editors to decide and waits for one of them; asks again when the time is up, and weekly after that.",
    Outcomes = ["Publish", "Revise", "Decline"])]
public sealed class AskEditor(AppDbContext db, RoundReviews reviews, EditorMail editors, IdSource ids) : PracticeActivity
{
    private const string AskAgain = "PracticeReview.AskEditor.AskAgain";
    private const int DaysBetween = 7;

    /// <summary>Time to decide.</summary>
    [Input(DisplayName = "Days to decide", Description = "Days until the editors are asked again.", DefaultValue = 7, Order = 1, Minimum = 1, Maximum = 365)]
    public int DueInDays { get; set; }

    /// <summary>Why an editor is asked.</summary>
    [Input(Description = "Why an editor is asked, as \"Decide\" gives it.", Order = 2)]
    public IReadOnlyList<string> Reasons { get; set; } = [];

    /// <summary>An editor decided.</summary>
    public static Stimulus Decided(Guid practiceId, EditorDecision? decision = null) =>
        new("PracticeReview.EditorDecided", practiceId.ToString(), decision is null ? null : JsonSerializer.SerializeToNode(decision));

    /// <inheritdoc />
    public override async ValueTask ExecuteAsync(ActivityContext context)
    {
        var practice = await db.Practices.FirstAsync(p => p.Id == PracticeId(context), context.Cancellation);
        practice.AwaitDecision(context.Now.AddDays(DueInDays), context.Now);
        context.Wait(Decided(practice.Id));
        await AskAsync(context, DueInDays);
    }

    /// <inheritdoc />
    public override async ValueTask ResumeAsync(ActivityContext context, Resumption resumption)
    {
        if (resumption.Bookmark.Name == AskAgain)
        {
            await AskAsync(context, DaysBetween);
            return;
        }

        var decision = resumption.Payload.Deserialize<EditorDecision>()
            ?? throw new InvalidOperationException("The editor's decision is missing.");
        var practice = await db.Practices.FirstAsync(p => p.Id == PracticeId(context), context.Cancellation);
        var summary = await reviews.SummaryAsync(practice, context.Cancellation);
        db.Decisions.Add(new Decision(
            ids.Next(), practice.Id, practice.Round, decision.Outcome, decision.EditorId, [decision.Reason], decision.Feedback, summary, context.Now));
        await db.SaveChangesAsync(context.Cancellation);
        context.Complete(decision.Outcome.ToString());
    }

    private async Task AskAsync(ActivityContext context, int daysUntilNext)
    {
        await editors.QueueAsync("editor-decision-needed", PracticeId(context), $"decide:{context.ActivityInstanceId}:{context.Now:yyyy-MM-dd}", context.Cancellation,
            new Dictionary<string, object?> { ["reasons"] = Reasons });
        context.WaitUntil(context.Now.AddDays(daysUntilNext), AskAgain);
        await db.SaveChangesAsync(context.Cancellation);
    }
}
