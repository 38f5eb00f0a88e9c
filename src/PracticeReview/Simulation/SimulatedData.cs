using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using PracticeReview.Accounts;
using PracticeReview.Data;
using PracticeReview.Decisions;

namespace PracticeReview.Simulation;

/// <summary>
/// What simulated submissions are kept in: lists, in place of the tables. The product's own activities run on it, so a
/// simulation executes what a submission would and has no rules of its own to fall out of step. It has no database
/// behind it: whatever asks for more than queries and additions fails.
/// </summary>
internal sealed class SimulatedData() : AppDbContext(new DbContextOptionsBuilder<AppDbContext>().Options)
{
    private readonly Dictionary<Type, object> _lists = [];
    private readonly Dictionary<Type, object> _sets = [];

    /// <inheritdoc />
    public override DbSet<User> Users { get => Set<User>(); set { } }

    /// <inheritdoc />
    public override DbSet<IdentityRole<Guid>> Roles { get => Set<IdentityRole<Guid>>(); set { } }

    /// <inheritdoc />
    public override DbSet<IdentityUserRole<Guid>> UserRoles { get => Set<IdentityUserRole<Guid>>(); set { } }

    /// <inheritdoc />
    public override DbSet<T> Set<T>()
    {
        if (!_sets.TryGetValue(typeof(T), out var set))
        {
            _sets[typeof(T)] = set = new ListSet<T>(List<T>(), Refuse);
        }

        return (DbSet<T>)set;
    }

    /// <inheritdoc />
    public override IEnumerable<T> Held<T>() => List<T>();

    /// <summary>Everything of a kind, in the order in which it came.</summary>
    public List<T> List<T>() where T : class
    {
        if (!_lists.TryGetValue(typeof(T), out var list))
        {
            _lists[typeof(T)] = list = new List<T>();
        }

        return (List<T>)list;
    }

    /// <summary>Forgets everything, for the next run.</summary>
    public void Clear()
    {
        _lists.Clear();
        _sets.Clear();
    }

    /// <inheritdoc />
    public override Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default) => Task.FromResult(0);

    // The unique index of the database that a redrawn workflow can run into, so that its simulation runs into it too.
    private void Refuse(object entity)
    {
        if (entity is Decision decision && List<Decision>().Exists(d => d.PracticeId == decision.PracticeId && d.Round == decision.Round))
        {
            throw new InvalidOperationException($"Round {decision.Round} was decided already: a round has one decision.");
        }
    }
}
