using System.Collections;
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Query;

namespace PracticeReview.Simulation;

/// <summary>A list that can be asked and added to like a table. What is added is there at once.</summary>
internal sealed class ListSet<TRow> : DbSet<TRow>, IQueryable<TRow>, IAsyncEnumerable<TRow> where TRow : class
{
    private static readonly Func<TRow, object?>? Id = ReadId();

    private readonly List<TRow> _list;
    private readonly Action<TRow> _check;
    private readonly ListQuery<TRow> _query;

    public ListSet(List<TRow> list, Action<TRow> check)
    {
        (_list, _check) = (list, check);
        _query = new ListQuery<TRow>(Expression.Constant(list.AsQueryable(), typeof(IQueryable<TRow>)));
    }

    public override IEntityType EntityType => throw new NotSupportedException("A simulation has no model of a database.");

    public Type ElementType => typeof(TRow);

    public Expression Expression => _query.Expression;

    public IQueryProvider Provider => _query;

    // Nobody in a workflow looks at the entry: there is no change to track.
    public override EntityEntry<TRow> Add(TRow entity)
    {
        _check(entity);
        _list.Add(entity);
        return null!;
    }

    public override void AddRange(IEnumerable<TRow> entities)
    {
        foreach (var entity in entities)
        {
            Add(entity);
        }
    }

    public override ValueTask<TRow?> FindAsync(object?[]? keyValues, CancellationToken cancellationToken) =>
        ValueTask.FromResult(_list.Find(e => Equals(Id!(e), keyValues![0])));

    public IEnumerator<TRow> GetEnumerator() => _list.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _list.GetEnumerator();

    public override IAsyncEnumerator<TRow> GetAsyncEnumerator(CancellationToken cancellationToken = default) => _query.GetAsyncEnumerator(cancellationToken);

    private static Func<TRow, object?>? ReadId()
    {
        var entity = Expression.Parameter(typeof(TRow));
        return typeof(TRow).GetProperty("Id") is { } id
            ? Expression.Lambda<Func<TRow, object?>>(Expression.Convert(Expression.Property(entity, id), typeof(object)), entity).Compile()
            : null;
    }
}

/// <summary>A query over lists, answered at once.</summary>
internal sealed class ListQuery<TRow>(Expression expression) : IOrderedQueryable<TRow>, IAsyncEnumerable<TRow>, IAsyncQueryProvider
{
    public Type ElementType => typeof(TRow);

    public Expression Expression => expression;

    public IQueryProvider Provider => this;

    public IQueryable CreateQuery(Expression expression) => throw new NotSupportedException();

    public IQueryable<TElement> CreateQuery<TElement>(Expression expression) => new ListQuery<TElement>(expression);

    public object? Execute(Expression expression) => throw new NotSupportedException();

    public TResult Execute<TResult>(Expression expression) => ListQueries.Run<TResult>(expression);

    public TResult ExecuteAsync<TResult>(Expression expression, CancellationToken cancellationToken = default) => ListQueries.Run<TResult>(expression);

    public IEnumerator<TRow> GetEnumerator() => ListQueries.Run<IEnumerable<TRow>>(expression).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public async IAsyncEnumerator<TRow> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        foreach (var item in ListQueries.Run<IEnumerable<TRow>>(expression))
        {
            yield return item;
        }

        await Task.CompletedTask;
    }
}
