using PracticeReview.Criteria;
using PracticeReview.Data.Flow;
using PracticeReview.Decisions;
using PracticeReview.Mail;
using PracticeReview.Matching;
using PracticeReview.Reminders;
using PracticeReview.Reviewers;
using PracticeReview.Reviews;
using PracticeReview.Web.Pages.Admin.Submissions;

namespace PracticeReview.Web.Pages.Admin;

/// <summary>Registers what the pages of the review desk ask and do.</summary>
public static class DeskServices
{
    /// <summary>Adds the queries and commands of the review desk.</summary>
    public static IServiceCollection AddReviewDesk(this IServiceCollection services) => services
        .AddScoped<SubmissionQueue>()
        .AddScoped<CaseReader>()
        .AddScoped<Succession>()
        .AddScoped<EditorActs>()
        .AddScoped<TryAgain>()
        .AddScoped<StartOver>()
        .AddScoped<RemindNow>()
        .AddScoped<ResendInvitation>()
        .AddScoped<ReplaceReviewer>()
        .AddScoped<ExtendDueDate>()
        .AddScoped<ContinueWithRoster>()
        .AddScoped<StopCollecting>()
        .AddScoped<DecideAsEditor>()
        .AddScoped<WriteToSubmitter>()
        .AddScoped<SaveReviewer>()
        .AddScoped<RubricDrafts>()
        .AddScoped<RubricOffer>()
        .AddScoped<RetryMail>();
}
