using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using PracticeReview.Workflows.Activities;
using PracticeReview.Workflows.Execution;
using PracticeReview.Workflows.Hosting;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registration of the runtime.</summary>
public static class WorkflowServices
{
    /// <summary>Adds the runner and the registry of activities. A TimeProvider or IdSource registered before is kept.</summary>
    public static IServiceCollection AddWorkflows(this IServiceCollection services, Action<WorkflowOptions>? configure = null)
    {
        var options = new WorkflowOptions();
        configure?.Invoke(options);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IdSource>();
        services.AddSingleton(_ =>
        {
            var registry = new ActivityRegistry();
            options.Assemblies.ForEach(registry.AddFrom);
            return registry;
        });
        services.AddSingleton<WorkflowRunner>();
        return services;
    }
}

/// <summary>What the runtime is given at registration.</summary>
public sealed class WorkflowOptions
{
    internal List<Assembly> Assemblies { get; } = [];

    /// <summary>Adds the activities of an assembly.</summary>
    public WorkflowOptions AddActivitiesFrom(Assembly assembly)
    {
        Assemblies.Add(assembly);
        return this;
    }
}
