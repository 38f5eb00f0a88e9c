using System.Collections;
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Query;

namespace PracticeReview.Simulation;

/// <summary>A list that can be asked and added to like a table. What is added is there at once.</summary>
internal sealed class ListSet<T> : DbSet<T>, IQueryable<T>, IAsyncEnumerable<T> where T : class
{
    private static readonly Func<T, object?>? Id = ReadId();

    private readonly List<T> _list;
    private readonly Action<T> _check;
    private readonly ListQuery<T> _query;

    public ListSet(List<T> list, Action<T> check)
    {
        (_list, _check) = (list, check);
        _query = new ListQuery<T>(Expression.Constant(list.AsQueryable(), typeof(IQueryable<T>)));
    }

    public override IEntityType EntityType => throw new NotSupportedException("A simulation has no model of a database.");

    public Type ElementType => typeof(T);

    public Expression Expression => _query.Expression;

    public IQueryProvider Provider => _query;

    // Nobody in a workflow looks at the entry: there is no change to track.
    public override EntityEntry<T> Add(T entity)
    {
        _check(entity);
        _list.Add(entity);
        return null!;
    }

    public override void AddRange(IEnumerable<T> entities)
    {
        foreach (var entity in entities)
        {
            Add(entity);
        }
    }

    public override ValueTask<T?> FindAsync(object?[]? keyValues, CancellationToken cancellationToken) =>
        ValueTask.FromResult(_list.Find(e => Equals(Id!(e), keyValues![0])));

    public IEnumerator<T> GetEnumerator() => _list.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _list.GetEnumerator();

    public override IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default) => _query.GetAsyncEnumerator(cancellationToken);

    private static Func<T, object?>? ReadId()
    {
        var entity = Expression.Parameter(typeof(T));
        return typeof(T).GetProperty("Id") is { } id
            ? Expression.Lambda<Func<T, object?>>(Expression.Convert(Expression.Property(entity, id), typeof(object)), entity).Compile()
            : null;
    }
}

/// <summary>A query over lists, answered at once.</summary>
internal sealed class ListQuery<T>(Expression expression) : IOrderedQueryable<T>, IAsyncEnumerable<T>, IAsyncQueryProvider
{
    public Type ElementType => typeof(T);

    public Expression Expression => expression;

    public IQueryProvider Provider => this;

    public IQueryable CreateQuery(Expression expression) => throw new NotSupportedException();

    public IQueryable<TElement> CreateQuery<TElement>(Expression expression) => new ListQuery<TElement>(expression);

    public object? Execute(Expression expression) => throw new NotSupportedException();

    public TResult Execute<TResult>(Expression expression) => ListQueries.Run<TResult>(expression);

    public TResult ExecuteAsync<TResult>(Expression expression, CancellationToken cancellationToken = default) => ListQueries.Run<TResult>(expression);

    public IEnumerator<T> GetEnumerator() => ListQueries.Run<IEnumerable<T>>(expression).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public async IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        foreach (var item in ListQueries.Run<IEnumerable<T>>(expression))
        {
            yield return item;
        }

        await Task.CompletedTask;
    }
}
