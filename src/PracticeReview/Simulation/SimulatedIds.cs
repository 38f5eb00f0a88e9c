namespace PracticeReview.Simulation;

/// <summary>Ids that are the same each time, in the order in which they are asked for.</summary>
internal sealed class SimulatedIds(TimeProvider time) : Data.IdSource(time)
{
    private int _last;

    public override Guid Next() => Make(++_last);

    /// <summary>The ids of the runtime; they never meet those of the domain.</summary>
    public sealed class OfRuntime : Workflows.Hosting.IdSource
    {
        private int _last;

        public override Guid NewId(DateTimeOffset now) => Make(++_last);
    }

    private static Guid Make(int number) => new(number, 0, 0x7000, [0x80, 0, 0, 0, 0, 0, 0, 0]);
}
