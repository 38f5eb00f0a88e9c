using Microsoft.Extensions.DependencyInjection;

namespace PracticeReview.Matching;

/// <summary>Registers what matching asks of the database.</summary>
public static class MatchingServices
{
    /// <summary>Adds the queries behind matching.</summary>
    public static IServiceCollection AddMatching(this IServiceCollection services) =>
        services.AddScoped<CandidateQuery>().AddScoped<MatchRequests>();
}
