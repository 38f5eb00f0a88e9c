using Microsoft.EntityFrameworkCore;
using PracticeReview.Data;
using PracticeReview.Decisions;
using PracticeReview.Mail;
using PracticeReview.Practices;
using PracticeReview.Reviews;
using PracticeReview.Workflows.Activities;
using PracticeReview.Workflows.Execution;

namespace PracticeReview.Publishing;

/// <summary>Puts the last revision into the public repository, with the reviewers' anonymised feedback.</summary>
[Activity("PracticeReview.PublishPractice", Category = Category, DisplayName = "Publish",
    Description = "Puts the practice into the public repository with the reviewers' anonymised feedback, and tells the submitter.")]
public sealed class PublishPractice(AppDbContext db, RoundReviews reviews, SubmitterMail mail, SiteOptions site) : PracticeActivity
{
    /// <summary>The text.</summary>
    [Input(DisplayName = "E-mail template", Description = "Template that tells the submitter.", DefaultValue = "decision-published")]
    public string Template { get; set; } = "decision-published";

    /// <inheritdoc />
    public override async ValueTask ExecuteAsync(ActivityContext context)
    {
        var practice = await db.Practices.FirstAsync(p => p.Id == PracticeId(context), context.Cancellation);
        var content = (await db.Revisions.FirstAsync(r => r.PracticeId == practice.Id && r.Round == practice.Round, context.Cancellation)).Content;
        var submitted = await reviews.SubmittedAsync(practice, context.Cancellation);
        var feedback = submitted
            .Where(r => r.Review.CommentToSubmitter.Length > 0)
            .Select(r => new ReviewerFeedback(r.Assignment.IsInternal, r.Review.CommentToSubmitter))
            .ToList();
        var findings = RoundFindings.From([.. submitted.Select(r => r.Review)], content);

        practice.Publish(context.Now);
        var slug = await FreeSlugAsync(Slug.From(content.Title), context.Cancellation);
        db.Publications.Add(new Publication(practice.Id, slug, content, feedback, findings, context.Now));
        await mail.QueueAsync(Template, practice.Id, $"{Template}:{practice.Id}", context.Cancellation, more: new Dictionary<string, object?>
        {
            ["public_url"] = site.Address($"/practices/{slug}"),
            ["feedback"] = await reviews.FeedbackAsync(practice, context.Cancellation),
        });
        await db.SaveChangesAsync(context.Cancellation);
    }

    private async Task<string> FreeSlugAsync(string slug, CancellationToken cancellation)
    {
        var taken = await db.Publications.Where(p => p.Slug == slug || p.Slug.StartsWith(slug + "-")).Select(p => p.Slug).ToListAsync(cancellation);
        return FreeKey.Among(taken, slug);
    }
}
