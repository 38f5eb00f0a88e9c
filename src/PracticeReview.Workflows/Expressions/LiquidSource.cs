using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Fluid;
using Fluid.Ast;
using Fluid.Parser;
using Fluid.Values;

namespace PracticeReview.Workflows.Expressions;

/// <summary>
/// Reads Liquid, within limits that the library does not have. It reads, and renders, what is nested by calling itself: some
/// thousand brackets, filters or blocks would use up the stack, and that ends the process.
/// </summary>
public static class LiquidSource
{
    /// <summary>Tags, filters, brackets and conditions that may stand within one another.</summary>
    public const int Deepest = 200;

    /// <summary>Items that a range may have.</summary>
    public const int LongestRange = 10_000;

    private static readonly FluidParser Parser = new();

    /// <summary>Parses a template.</summary>
    /// <param name="source">The text.</param>
    /// <param name="template">What was read.</param>
    /// <param name="error">Why it can't be read.</param>
    /// <returns>Whether it can be read.</returns>
    public static bool TryParse(string source, [NotNullWhen(true)] out IFluidTemplate? template, [NotNullWhen(false)] out string? error)
    {
        template = null;
        try
        {
            var context = new FluidParseContext(source) { OnEnterParser = static (_, _) => RuntimeHelpers.EnsureSufficientExecutionStack() };
            if (!Parser.Grammar.TryParse(context, out var statements, out var fault) || fault is not null)
            {
                error = fault is null ? "It is no Liquid." : $"{fault.Message} at {fault.Position}";
                return false;
            }

            (template, error) = (new Limits().VisitTemplate(new FluidTemplate(statements)), null);
            return true;
        }
        catch (InsufficientExecutionStackException)
        {
            error = "It is nested too deep.";
            return false;
        }
        catch (ParseException e)
        {
            error = e.Message;
            return false;
        }
    }

    /// <summary>
    /// Counts the depth, and limits ranges: the library makes the whole list of <c>(1..100000000)</c> before the first step is
    /// counted, so the limit of steps comes too late for the memory.
    /// </summary>
    private sealed class Limits : AstRewriter
    {
        private int _depth;

        public override Statement Visit(Statement statement) => Deeper(() => base.Visit(statement));

        public override Expression Visit(Expression expression) => Deeper(() => base.Visit(expression));

        protected override Expression VisitRangeExpression(RangeExpression rangeExpression) => new LimitedRange(rangeExpression);

        private T Deeper<T>(Func<T> visit)
        {
            if (++_depth > Deepest)
            {
                throw new InsufficientExecutionStackException();
            }

            var visited = visit();
            _depth--;
            return visited;
        }
    }

    private sealed class LimitedRange(RangeExpression range) : Expression
    {
        public override async ValueTask<FluidValue> EvaluateAsync(TemplateContext context)
        {
            var from = (await range.From.EvaluateAsync(context)).ToNumberValue();
            var to = (await range.To.EvaluateAsync(context)).ToNumberValue();
            return to - from < LongestRange
                ? await range.EvaluateAsync(context)
                : throw new InvalidOperationException($"The range from {from} to {to} is too long; {LongestRange} items are allowed.");
        }
    }
}
