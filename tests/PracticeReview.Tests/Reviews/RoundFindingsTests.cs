using PracticeReview.Practices;
using PracticeReview.Reviews;

namespace PracticeReview.Tests.Reviews;

public sealed class RoundFindingsTests
{
    private static readonly PracticeContent Practice = new() { PrimaryObjective = 16, OtherObjectives = [3, 15] };

    [Fact]
    public void Answers_are_counted_in_the_order_of_the_practice_and_only_for_what_it_claims()
    {
        var findings = RoundFindings.From(
        [
            new() { Objectives = [new(3, true), new(16, true)] },
            new() { Objectives = [new(3, false), new(16, true), new(20, true)] },
            new(),
        ], Practice);

        Assert.Equal([new ObjectiveCount(16, 2, 0), new ObjectiveCount(3, 1, 1)], findings.Objectives);
        Assert.Equal(2, findings.Objectives[1].Answered);
    }

    [Fact]
    public void Principles_that_do_not_apply_are_counted_apart()
    {
        var findings = RoundFindings.From(
        [
            new() { Principles = [new("human-rights", PrincipleFinding.Reflected), new("people-centred", PrincipleFinding.NotApplicable)] },
            new() { Principles = [new("human-rights", PrincipleFinding.NotReflected)] },
        ], Practice);

        Assert.Equal([new PrincipleCount("people-centred", 0, 0, 1), new PrincipleCount("human-rights", 1, 1, 0)], findings.Principles);
        Assert.Equal(2, findings.Principles[1].Answered);
    }
}
