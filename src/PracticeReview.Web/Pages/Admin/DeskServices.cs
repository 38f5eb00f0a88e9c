using Microsoft.Extensions.DependencyInjection.Extensions;
using PracticeReview.Audit;
using PracticeReview.Data;
using PracticeReview.Mail;
using PracticeReview.Reviewers;

namespace PracticeReview.Web.Pages.Admin;

/// <summary>Registers what the pages of the review desk ask and do.</summary>
public static class DeskServices
{
    /// <summary>Adds the queries and commands of the review desk.</summary>
    public static IServiceCollection AddReviewDesk(this IServiceCollection services)
    {
        services.TryAddSingleton<IdSource>();
        services.TryAddScoped<AuditTrail>();
        return services
            .AddScoped<SubmissionQueue>()
            .AddScoped<SaveReviewer>()
            .AddScoped<RetryMail>();
    }
}
