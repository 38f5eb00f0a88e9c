using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using PracticeReview.Criteria;
using PracticeReview.Data;
using PracticeReview.Decisions;
using PracticeReview.Mail;
using PracticeReview.Matching;
using PracticeReview.Workflows.Hosting;

namespace PracticeReview.Simulation;

/// <summary>
/// Where simulated submissions live: a store in memory that no database stands behind, with the product's own activities
/// and rules on it. So a simulation executes what a submission would, and has nothing of its own to fall out of step.
/// </summary>
internal sealed class SimulatedStore : IAsyncDisposable
{
    // A store lives as long as the process, so each is used again when its simulation has ended.
    private static readonly ConcurrentBag<string> Free = [];
    private static readonly MailTemplates Templates = new();
    private static int _made;

    private readonly string _name = Free.TryTake(out var free) ? free : $"simulation-{Interlocked.Increment(ref _made)}";
    private readonly ServiceProvider _services;

    public SimulatedStore(Rubric rubric)
    {
        Clock = new VirtualClock(DateTimeOffset.UnixEpoch);
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(Clock);
        services.AddSingleton<Workflows.Hosting.IdSource>(new SimulatedIds.OfRuntime());
        services.AddPeerReview();
        services.AddSingleton(rubric);
        services.AddSingleton<Data.IdSource>(new SimulatedIds(Clock));
        services.AddScoped<CandidateQuery, SimulatedRoster>();
        services.AddSingleton(Templates);
        services.AddSingleton<SiteOptions>();
        services.AddScoped<MailQueue>();
        services.AddDbContext<AppDbContext>(options => options.UseInMemoryDatabase(_name).AddInterceptors(new OneDecisionARound()));
        _services = services.BuildServiceProvider();
    }

    public IServiceProvider Services => _services;

    public VirtualClock Clock { get; }

    /// <summary>Empties the store.</summary>
    public async ValueTask DisposeAsync()
    {
        await using (var scope = _services.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<AppDbContext>().Database.EnsureDeletedAsync();
        }

        await _services.DisposeAsync();
        Free.Add(_name);
    }

    /// <summary>The one unique index of the database that a workflow can run into, so that a simulation runs into it too.</summary>
    private sealed class OneDecisionARound : SaveChangesInterceptor
    {
        public override async ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData data, InterceptionResult<int> result, CancellationToken cancellation = default)
        {
            foreach (var decision in data.Context!.ChangeTracker.Entries<Decision>().Where(e => e.State == EntityState.Added).Select(e => e.Entity).ToList())
            {
                if (await data.Context.Set<Decision>().AsNoTracking().AnyAsync(d => d.PracticeId == decision.PracticeId && d.Round == decision.Round, cancellation))
                {
                    throw new InvalidOperationException($"Round {decision.Round} was decided already: a round has one decision.");
                }
            }

            return result;
        }
    }
}
