using Microsoft.AspNetCore.Builder;
using PracticeReview.Reviews;

namespace PracticeReview.Web.Pages.Review;

/// <summary>Registers the pages of reviewers.</summary>
public static class ReviewPages
{
    // After the address and the cookie, by which a language is chosen, and before what the browser prefers.
    private const int AfterChoices = 2;

    /// <summary>Adds the commands, the binding of browsers, and the language of reviewers.</summary>
    public static IServiceCollection AddReviewPages(this IServiceCollection services) => services
        .AddReviews()
        .AddSingleton<ReviewBinding>()
        .Configure<RequestLocalizationOptions>(options => options.RequestCultureProviders.Insert(AfterChoices, new ReviewerCulture()));
}
