using System.Globalization;
using PracticeReview.Practices;

namespace PracticeReview.Criteria;

/// <summary>What differs between two versions of a rubric, in sentences.</summary>
public static class RubricComparison
{
    /// <summary>Sentences in the order of the rubric; empty when both say the same.</summary>
    public static IReadOnlyList<string> Between(Rubric before, Rubric after)
    {
        var sentences = new List<string>();
        sentences.AddRange(Texts("The title", before.Title, after.Title));
        sentences.AddRange(Texts("The introduction", before.Introduction, after.Introduction));
        sentences.AddRange(before.Criteria.Where(c => after.Criterion(c.Key) is null).Select(c => $"“{c.Title.English}” is taken out."));
        foreach (var criterion in after.Criteria)
        {
            if (before.Criterion(criterion.Key) is { } old)
            {
                sentences.AddRange(Changes(old, criterion));
            }
            else
            {
                sentences.Add($"“{criterion.Title.English}” is new, with weight {Figure(criterion.Weight)}.");
            }
        }

        var kept = after.Criteria.Select(c => c.Key).Where(key => before.Criterion(key) is not null);
        if (!before.Criteria.Select(c => c.Key).Where(key => after.Criterion(key) is not null).SequenceEqual(kept))
        {
            sentences.Add("The criteria are asked in another order.");
        }

        return sentences;
    }

    private static IEnumerable<string> Changes(Criterion before, Criterion after)
    {
        var name = $"“{after.Title.English}”";
        if (before.Weight != after.Weight)
        {
            yield return $"{name} has weight {Figure(after.Weight)} instead of {Figure(before.Weight)}.";
        }

        if (before.MustReach != after.MustReach)
        {
            yield return after.MustReach is { } least ? $"{name} must reach {Figure(least)}{(before.MustReach is { } was ? $" instead of {Figure(was)}" : "")}." : $"{name} has no level to reach any more.";
        }

        if (before.Advisory != after.Advisory)
        {
            yield return after.Advisory ? $"{name} is only advisory now." : $"{name} is no longer only advisory.";
        }

        foreach (var sentence in Texts($"The title of {name}", before.Title, after.Title).Concat(Texts($"The question of {name}", before.Question, after.Question)))
        {
            yield return sentence;
        }

        var levels = before.Anchors.Zip(after.Anchors).Index().Where(pair => Changed(pair.Item.First, pair.Item.Second).Any()).Select(pair => pair.Index + 1).ToList();
        if (levels.Count > 0)
        {
            yield return $"{name}: the {(levels.Count == 1 ? "sentence of level" : "sentences of levels")} {string.Join(", ", levels)} {(levels.Count == 1 ? "is" : "are")} changed.";
        }
    }

    private static IEnumerable<string> Texts(string what, LocalText before, LocalText after) =>
        Changed(before, after).ToList() is { Count: > 0 } languages ? [$"{what} is changed ({string.Join(", ", languages.Select(Name))})."] : [];

    private static IEnumerable<string> Changed(LocalText before, LocalText after) =>
        before.Languages.Union(after.Languages).Where(language => before.Own(language) != after.Own(language)).Order(StringComparer.Ordinal);

    private static string Name(string language) => Vocabulary.Language(language)?.Label("en") ?? language;

    private static string Figure(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
