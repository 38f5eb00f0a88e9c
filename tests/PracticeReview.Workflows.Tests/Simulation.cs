using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using PracticeReview.Workflows.Activities;
using PracticeReview.Workflows.Definitions;
using PracticeReview.Workflows.Execution;
using PracticeReview.Workflows.Hosting;

namespace PracticeReview.Workflows.Tests;

/// <summary>A workflow executed in memory, with what it wrote.</summary>
internal sealed class Simulation : IDisposable
{
    public static readonly DateTimeOffset Start = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private readonly ServiceProvider _services;

    public Simulation(bool reload = false, int? maximumKin = null)
    {
        Clock = new VirtualClock(Start);
        _services = new ServiceCollection().AddSingleton<TimeProvider>(Clock).AddSingleton<IdSource>(new CountingIds()).AddWorkflows(o => o.AddActivitiesFrom(typeof(Simulation).Assembly)).BuildServiceProvider();
        Activities = _services.GetRequiredService<ActivityRegistry>();
        Simulator = new WorkflowSimulator(_services, Activities, Clock, _services.GetRequiredService<IdSource>()) { OnLine = Lines.Add, OnEmail = Emails.Add, ReloadsInstances = reload, MaximumKin = maximumKin ?? BurstOptions.Default.MaximumKin };
    }

    public VirtualClock Clock { get; }

    public IServiceProvider Services => _services;

    public ActivityRegistry Activities { get; }

    public WorkflowSimulator Simulator { get; }

    public WorkflowRunner Runner => _services.GetRequiredService<WorkflowRunner>();

    public List<string> Lines { get; } = [];

    public List<OutgoingEmail> Emails { get; } = [];

    public WorkflowInstance Instance => Simulator.Instances[0];

    public Task<WorkflowInstance> RunAsync(WorkflowDefinition definition, Dictionary<string, JsonNode?>? input = null) => Simulator.RunAsync(definition, input ?? []);

    public IReadOnlyList<DefinitionProblem> Validate(WorkflowDefinition definition) => new DefinitionValidator(Activities).Validate(definition);

    public void Dispose() => _services.Dispose();

    private sealed class CountingIds() : IdSource(TimeProvider.System)
    {
        private int _last;

        public override Guid Next() => new(++_last, 0, 0, new byte[8]);
    }
}
