using Hangfire;
using Microsoft.Extensions.DependencyInjection;
using PracticeReview.Audit;
using PracticeReview.Criteria;
using PracticeReview.Data;
using PracticeReview.Data.Flow;
using PracticeReview.Decisions;
using PracticeReview.Mail;
using PracticeReview.Matching;
using PracticeReview.Simulation;
using PracticeReview.Workflows.Definitions;
using PracticeReview.Workflows.Hosting;

namespace PracticeReview;

/// <summary>Registers what peer review is made of: the runtime with our activities, the rules' services, the flow.</summary>
public static class PeerReview
{
    /// <summary>Adds everything of this assembly that pages and jobs use. The database and mail are added beside it.</summary>
    public static IServiceCollection AddPeerReview(this IServiceCollection services)
    {
        services.AddWorkflows(workflows => workflows.AddActivitiesFrom(typeof(PeerReview).Assembly));
        services.AddScoped<Rubrics>();
        services.AddSingleton<DefinitionCache>();
        services.AddSingleton<DefinitionValidator>();
        services.AddSingleton<SafetyNet>();
        services.AddScoped<DefinitionStore>();
        services.AddScoped<UsedWorkflows>();
        services.AddScoped<DefinitionVersions>();
        services.AddScoped<DefinitionDeletion>();
        services.AddScoped<DefinitionReferences>();
        services.AddScoped<ShippedDefinitions>();
        services.AddScoped<ShippedRubric>();
        services.AddScoped<InstanceStore>();
        services.AddScoped<KeptStimuli>();
        services.AddScoped(provider => new FlowSignal(provider.GetRequiredService<TimeProvider>(), provider.GetService<IBackgroundJobClient>()));
        services.AddSingleton(new BurstSettings());
        services.AddScoped<Bursts>();
        services.AddScoped<PracticeFlow>();
        services.AddScoped<InstanceFlow>();
        services.AddScoped<InstanceControl>();
        services.AddScoped<InstanceMoves>();
        services.AddScoped<DueTimers>();
        services.AddScoped<WorkflowMail>();
        services.AddScoped<EmailSender>(provider => provider.GetRequiredService<WorkflowMail>().QueueAsync);
        services.AddScoped<AuditTrail>();
        services.AddMatching();
        services.AddScoped<ReviewerMail>();
        services.AddScoped<SubmitterMail>();
        services.AddScoped<EditorMail>();
        services.AddScoped<RoundReviews>();
        services.AddSingleton<ReviewSimulation>();
        services.AddScoped<StoredSimulation>();
        return services;
    }
}
