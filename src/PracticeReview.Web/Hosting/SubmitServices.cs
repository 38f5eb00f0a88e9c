using Microsoft.Extensions.DependencyInjection.Extensions;
using PracticeReview.Audit;
using PracticeReview.Data;
using PracticeReview.Practices;
using PracticeReview.Workflows.Hosting;

namespace PracticeReview.Web.Hosting;

/// <summary>Registers what the pages of practitioners call.</summary>
public static class SubmitServices
{
    /// <summary>Adds the commands of practitioners.</summary>
    public static IServiceCollection AddSubmissions(this IServiceCollection services)
    {
        services.TryAddScoped<AuditTrail>();
        return services
            .AddScoped<SaveDraft>()
            .AddScoped<AttachFile>()
            .AddScoped<RemoveFile>()
            .AddScoped<SubmitPractice>()
            .AddScoped<DeleteDraft>()
            .AddScoped<OpenCall>()
            .AddScoped<CloseCall>()
            .AddScoped<WithdrawPractice>();
    }
}
