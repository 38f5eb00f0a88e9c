using PracticeReview.Workflows.Hosting;

namespace PracticeReview.Simulation;

/// <summary>Ids that are the same each time, in the order in which they are asked for.</summary>
internal sealed class SimulatedIds(TimeProvider time) : IdSource(time)
{
    private int _last;

    public override Guid Next() => new(++_last, 0, 0x7000, [0x80, 0, 0, 0, 0, 0, 0, 0]);
}
