using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore.Query;

namespace PracticeReview.Simulation;

/// <summary>
/// Runs queries over lists. A query is compiled once: the objects that differ from call to call (lists, captured
/// variables) are taken out of it and given to the compiled form, since compiling costs a thousand times what it runs.
/// </summary>
internal static class ListQueries
{
    private static readonly ConcurrentDictionary<(Expression Query, Type Result), Delegate> Compiled = new(new SameQuery());
    private static readonly ParameterExpression Given = Expression.Parameter(typeof(object?[]), "given");

    public static TResult Run<TResult>(Expression query)
    {
        var general = new Generalising();
        var pattern = general.Visit(query);
        var run = (Func<object?[], TResult>)Compiled.GetOrAdd((pattern, typeof(TResult)), static key => Compile<TResult>(key.Query));
        return run([.. general.Values]);
    }

    private static Func<object?[], TResult> Compile<TResult>(Expression pattern)
    {
        var body = new OnSequences().Visit(pattern);
        if (typeof(TResult).IsGenericType && typeof(TResult).GetGenericTypeDefinition() == typeof(Task<>))
        {
            body = Expression.Call(typeof(Task), nameof(Task.FromResult), [typeof(TResult).GetGenericArguments()[0]], body);
        }

        return Expression.Lambda<Func<object?[], TResult>>(body, Given).Compile();
    }

    /// <summary>Takes out what belongs to one call; numbers and texts written in the query stay.</summary>
    private sealed class Generalising : ExpressionVisitor
    {
        public List<object?> Values { get; } = [];

        protected override Expression VisitConstant(ConstantExpression node)
        {
            if (node.Value is null or string or ValueType)
            {
                return node;
            }

            Values.Add(node.Value);
            return Expression.Convert(Expression.ArrayIndex(Given, Expression.Constant(Values.Count - 1)), node.Type);
        }
    }

    /// <summary>Says with Enumerable what is said with Queryable.</summary>
    private sealed class OnSequences : ExpressionVisitor
    {
        protected override Expression VisitMethodCall(MethodCallExpression node) =>
            node.Method.DeclaringType != typeof(Queryable) ? base.VisitMethodCall(node)
            : node.Method.Name == nameof(Queryable.AsQueryable) ? Visit(node.Arguments[0])
            : Expression.Call(Sequence(node.Method), node.Arguments.Select(Visit)!);

        protected override Expression VisitUnary(UnaryExpression node) => node.NodeType == ExpressionType.Quote ? Visit(node.Operand) : base.VisitUnary(node);

        private static MethodInfo Sequence(MethodInfo method)
        {
            var (name, types) = (method.Name, method.GetGenericArguments());
            var wanted = method.GetParameters().Select(p => Plain(p.ParameterType)).ToArray();
            return typeof(Enumerable).GetMember(name, MemberTypes.Method, BindingFlags.Public | BindingFlags.Static).Cast<MethodInfo>()
                .Where(m => m.GetGenericArguments().Length == types.Length)
                .Select(m => types.Length == 0 ? m : m.MakeGenericMethod(types))
                .First(m => m.GetParameters().Select(p => p.ParameterType).SequenceEqual(wanted));
        }

        private static Type Plain(Type type) =>
            !type.IsGenericType ? type
            : type.GetGenericTypeDefinition() == typeof(Expression<>) ? type.GetGenericArguments()[0]
            : type.GetGenericTypeDefinition() == typeof(IQueryable<>) ? typeof(IEnumerable<>).MakeGenericType(type.GetGenericArguments())
            : type.GetGenericTypeDefinition() == typeof(IOrderedQueryable<>) ? typeof(IOrderedEnumerable<>).MakeGenericType(type.GetGenericArguments())
            : type;
    }

    private sealed class SameQuery : IEqualityComparer<(Expression Query, Type Result)>
    {
        public bool Equals((Expression Query, Type Result) one, (Expression Query, Type Result) other) =>
            one.Result == other.Result && ExpressionEqualityComparer.Instance.Equals(one.Query, other.Query);

        public int GetHashCode((Expression Query, Type Result) key) => HashCode.Combine(ExpressionEqualityComparer.Instance.GetHashCode(key.Query), key.Result);
    }
}
