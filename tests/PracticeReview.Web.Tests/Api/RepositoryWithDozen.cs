using PracticeReview.Publishing;
using PracticeReview.Testing;

namespace PracticeReview.Web.Tests.Api;

/// <summary>The product with a dozen published practices.</summary>
public sealed class RepositoryWithDozen : WebApp
{
    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await WithDataAsync(db => db.PublishAsync(
            SamplePublications.Dozen(),
            new ReviewerFeedback(true, "Clear evidence.\n\nThe <b>passport</b> could be explained further."),
            new ReviewerFeedback(false, "Easy to copy elsewhere.")));
    }
}
