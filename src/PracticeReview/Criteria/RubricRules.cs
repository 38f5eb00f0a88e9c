namespace PracticeReview.Criteria;

/// <summary>What a rubric must be before reviewers meet it.</summary>
public static class RubricRules
{
    /// <summary>Characters of a title at most.</summary>
    public const int TitleLength = 100;

    /// <summary>Characters of a question, and of the sentence of a level, at most.</summary>
    public const int SentenceLength = 500;

    /// <summary>Characters of the introduction at most.</summary>
    public const int IntroductionLength = 1500;

    /// <summary>The least weight of a criterion: numbers have at most two decimals.</summary>
    public const double LeastWeight = 0.01;

    /// <summary>The greatest weight of a criterion.</summary>
    public const double GreatestWeight = 10;

    /// <summary>What is wrong, a sentence each; empty when the rubric can be used.</summary>
    public static IReadOnlyList<string> Problems(Rubric rubric)
    {
        var problems = new List<string>();
        if (string.IsNullOrWhiteSpace(rubric.Key))
        {
            problems.Add("The rubric needs a key.");
        }

        if (rubric.Criteria.Count == 0)
        {
            problems.Add("The rubric needs at least one criterion.");
        }

        foreach (var twice in rubric.Criteria.GroupBy(c => c.Key).Where(group => group.Count() > 1))
        {
            problems.Add($"Criterion \"{twice.Key}\" stands in the rubric {twice.Count()} times.");
        }

        problems.AddRange(rubric.Criteria.SelectMany(Problems));
        return problems;
    }

    private static IEnumerable<string> Problems(Criterion criterion)
    {
        if (string.IsNullOrWhiteSpace(criterion.Key))
        {
            yield return "A criterion needs a key.";
        }

        if (!double.IsFinite(criterion.Weight) || criterion.Weight <= 0)
        {
            yield return $"The weight of criterion \"{criterion.Key}\" must be above 0.";
        }

        if (criterion.MustReach is { } least && !(least is >= Rubric.LowestLevel and <= Rubric.HighestLevel))
        {
            yield return $"The level that criterion \"{criterion.Key}\" must reach has to lie between 1 and 5.";
        }

        if (criterion is { Advisory: true, MustReach: not null })
        {
            yield return $"Criterion \"{criterion.Key}\" is advisory, so it can't have a level to reach.";
        }

        if (criterion.Anchors.Count != Rubric.HighestLevel)
        {
            yield return $"Criterion \"{criterion.Key}\" needs a sentence for each of the five levels; it has {criterion.Anchors.Count}.";
        }
    }
}
