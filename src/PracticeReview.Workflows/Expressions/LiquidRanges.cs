using Fluid;
using Fluid.Ast;
using Fluid.Values;

namespace PracticeReview.Workflows.Expressions;

/// <summary>
/// Limits the ranges of a template. The library makes the whole list of <c>(1..100000000)</c> before the first step is
/// counted, so the limit of steps comes too late for the memory.
/// </summary>
internal sealed class LiquidRanges : AstRewriter
{
    /// <summary>Items that a range may have.</summary>
    public const int Longest = 10_000;

    protected override Expression VisitRangeExpression(RangeExpression rangeExpression) => new Limited(rangeExpression);

    private sealed class Limited(RangeExpression range) : Expression
    {
        public override async ValueTask<FluidValue> EvaluateAsync(TemplateContext context)
        {
            var from = (await range.From.EvaluateAsync(context)).ToNumberValue();
            var to = (await range.To.EvaluateAsync(context)).ToNumberValue();
            return to - from < Longest
                ? await range.EvaluateAsync(context)
                : throw new InvalidOperationException($"The range from {from} to {to} is too long; {Longest} items are allowed.");
        }
    }
}
