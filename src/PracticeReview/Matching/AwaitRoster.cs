using PracticeReview.Mail;
using PracticeReview.Practices;
using PracticeReview.Workflows.Activities;
using PracticeReview.Workflows.Execution;

namespace PracticeReview.Matching;

/// <summary>Waits until an editor has widened the roster, or a day has passed: somebody may be free by then.</summary>
[Activity("PracticeReview.AwaitRoster", Category = Category, DisplayName = "Await roster",
    Description = "Tells editors that reviewers are lacking and waits until one continues; looks again by itself each day.",
    Outcomes = ["Continue"])]
public sealed class AwaitRoster(EditorMail editors) : PracticeActivity
{
    private const string NextLook = "PracticeReview.AwaitRoster.NextLook";

    /// <summary>An editor says that the roster has changed.</summary>
    public static Stimulus Continue(Guid practiceId) => new("PracticeReview.RosterChanged", practiceId.ToString());

    /// <inheritdoc />
    public override async ValueTask ExecuteAsync(ActivityContext context)
    {
        var practice = PracticeId(context);
        await editors.QueueAsync("editor-reviewers-needed", practice, $"reviewers-needed:{practice}:{context.Now:yyyy-MM-dd}", context.Cancellation,
            new Dictionary<string, object?> { ["wanted"] = "any" });
        context.Wait(Continue(practice));
        context.WaitUntil(context.Now.AddDays(1), NextLook);
    }

    /// <inheritdoc />
    public override ValueTask ResumeAsync(ActivityContext context, Resumption resumption)
    {
        context.Complete("Continue");
        return ValueTask.CompletedTask;
    }
}
