using Microsoft.Extensions.DependencyInjection;

namespace PracticeReview.Reviews;

/// <summary>Registers what the pages of reviewers call.</summary>
public static class ReviewServices
{
    /// <summary>Adds the commands of reviewers.</summary>
    public static IServiceCollection AddReviews(this IServiceCollection services) => services
        .AddScoped<OpenReviewLink>()
        .AddScoped<AnswerInvitation>()
        .AddScoped<SaveReview>()
        .AddScoped<SubmitReview>()
        .AddScoped<SendFreshLink>();
}
