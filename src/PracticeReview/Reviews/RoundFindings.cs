using PracticeReview.Practices;

namespace PracticeReview.Reviews;

/// <summary>What the reviewers of a round found of each objective and principle, counted, so that nobody can be told apart.</summary>
/// <param name="Objectives">Objectives that a reviewer answered for, in the order in which the practice names them.</param>
/// <param name="Principles">Principles that a reviewer answered for, in the Compact's order.</param>
public sealed record RoundFindings(IReadOnlyList<ObjectiveCount> Objectives, IReadOnlyList<PrincipleCount> Principles)
{
    /// <summary>Nobody answered.</summary>
    public static readonly RoundFindings None = new([], []);

    /// <summary>Counts the answers of the reviews of a round to a practice.</summary>
    public static RoundFindings From(IReadOnlyList<ReviewContent> reviews, PracticeContent practice)
    {
        var objectives = reviews.SelectMany(review => review.Objectives).ToLookup(answer => answer.Objective, answer => answer.Shown);
        var principles = reviews.SelectMany(review => review.Principles).ToLookup(answer => answer.Principle, answer => answer.Finding);
        return new(
            [.. practice.Objectives().Where(objectives.Contains)
                .Select(number => new ObjectiveCount(number, objectives[number].Count(shown => shown), objectives[number].Count(shown => !shown)))],
            [.. Vocabulary.Principles.Select(principle => principle.Key).Where(principles.Contains).Select(key => new PrincipleCount(
                key,
                principles[key].Count(finding => finding == PrincipleFinding.Reflected),
                principles[key].Count(finding => finding == PrincipleFinding.NotReflected),
                principles[key].Count(finding => finding == PrincipleFinding.NotApplicable)))]);
    }
}

/// <summary>How many reviewers found an objective shown.</summary>
/// <param name="Objective">Number of the objective.</param>
/// <param name="Shown">Reviewers who found it shown.</param>
/// <param name="NotShown">Reviewers who did not.</param>
public sealed record ObjectiveCount(int Objective, int Shown, int NotShown)
{
    /// <summary>Reviewers who answered.</summary>
    public int Answered => Shown + NotShown;
}

/// <summary>How many reviewers found a guiding principle reflected.</summary>
/// <param name="Principle">Key of the principle.</param>
/// <param name="Reflected">Reviewers who found it reflected.</param>
/// <param name="NotReflected">Reviewers who did not.</param>
/// <param name="NotApplicable">Reviewers for whom it doesn't apply to this practice.</param>
public sealed record PrincipleCount(string Principle, int Reflected, int NotReflected, int NotApplicable)
{
    /// <summary>Reviewers for whom it applies.</summary>
    public int Answered => Reflected + NotReflected;
}
