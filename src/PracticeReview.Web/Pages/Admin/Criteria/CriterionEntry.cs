using System.Globalization;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using PracticeReview.Criteria;
using PracticeReview.Practices;
using PracticeReview.Web.Hosting;

namespace PracticeReview.Web.Pages.Admin.Criteria;

/// <summary>A criterion as the form has it: numbers as they were typed, texts by language.</summary>
public sealed class CriterionEntry
{
    /// <summary>Share in the weighted mean.</summary>
    public string? Weight { get; set; } = "1";

    /// <summary>Level to reach; empty for none.</summary>
    public string? MustReach { get; set; }

    /// <summary>A low level is no reason by itself.</summary>
    public bool Advisory { get; set; }

    /// <summary>Its texts, by language.</summary>
    public Dictionary<string, CriterionWords> Words { get; set; } = [];

    /// <summary>The form for a criterion; an empty one for a new criterion.</summary>
    public static CriterionEntry Of(Criterion? criterion)
    {
        var entry = new CriterionEntry();
        if (criterion is not null)
        {
            entry.Weight = Figure(criterion.Weight);
            entry.MustReach = criterion.MustReach is { } least ? Figure(least) : "";
            entry.Advisory = criterion.Advisory;
        }

        foreach (var (language, _) in Localisation.Languages)
        {
            entry.Words[language] = criterion is null ? new CriterionWords() : new CriterionWords
            {
                Title = criterion.Title.Own(language),
                Question = criterion.Question.Own(language),
                Levels = [.. criterion.Anchors.Select(anchor => anchor.Own(language))],
            };
        }

        return entry;
    }

    /// <summary>Fills in what a form left out, so that each language has its words.</summary>
    public void Complete()
    {
        foreach (var (language, _) in Localisation.Languages)
        {
            var words = Words.GetValueOrDefault(language) ?? new CriterionWords();
            words.Levels = [.. (words.Levels ?? []).Concat(new string?[Rubric.HighestLevel]).Take(Rubric.HighestLevel)];
            Words[language] = words;
        }
    }

    /// <summary>Tells what is wrong, at the fields.</summary>
    public void Check(ModelStateDictionary state)
    {
        if (Number(Weight) is not (>= RubricRules.LeastWeight and <= RubricRules.GreatestWeight))
        {
            state.AddModelError("Input.Weight", string.Create(CultureInfo.InvariantCulture, $"Enter a number from {RubricRules.LeastWeight} to {RubricRules.GreatestWeight}, with at most two decimals."));
        }

        if (!string.IsNullOrWhiteSpace(MustReach) && Number(MustReach) is not (>= Rubric.LowestLevel and <= Rubric.HighestLevel))
        {
            state.AddModelError("Input.MustReach", "Enter a level from 1 to 5, such as 3 or 3.5, with at most two decimals, or leave it empty.");
        }
        else if (Advisory && !string.IsNullOrWhiteSpace(MustReach))
        {
            state.AddModelError("Input.MustReach", "A criterion that is only advisory has no level to reach: empty this, or take the tick away.");
        }

        foreach (var (language, _) in Localisation.Languages)
        {
            foreach (var (name, text, most) in Words[language].Fields())
            {
                var length = text?.Trim().Length ?? 0;
                if (language == "en" && KeepableText.IsBlank(text ?? ""))
                {
                    state.AddModelError($"Input.Words[en].{name}", "This needs an answer in English, which stands in for other languages.");
                }
                else if (length > most)
                {
                    state.AddModelError($"Input.Words[{language}].{name}", $"Shorten this to {most} characters; it has {length}.");
                }
            }
        }
    }

    /// <summary>The criterion that the form describes, once it was checked. Texts in languages that the form doesn't have are kept.</summary>
    public Criterion ToCriterion(string key, Criterion? before) => new()
    {
        Key = key,
        Title = Text(before?.Title, words => words.Title),
        Question = Text(before?.Question, words => words.Question),
        Weight = Number(Weight)!.Value,
        MustReach = Number(MustReach),
        Advisory = Advisory,
        Anchors = [.. Enumerable.Range(0, Rubric.HighestLevel).Select(level => Text(before?.Anchors[level], words => words.Levels[level]))],
    };

    private LocalText Text(LocalText? before, Func<CriterionWords, string?> of)
    {
        var english = new LocalText(new Dictionary<string, string> { ["en"] = of(Words["en"])!.Trim() });
        return Localisation.Languages.Aggregate(before ?? english, (text, language) => text.With(language.Code, of(Words[language.Code])?.Trim() ?? ""));
    }

    // People write 2.5 and 2,5. More decimals than the pages show would be lost when the form is sent again.
    private static double? Number(string? text) =>
        decimal.TryParse(text?.Trim().Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number == decimal.Round(number, 2) ? (double)number : null;

    private static string Figure(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}

/// <summary>The texts of a criterion in one language.</summary>
public sealed class CriterionWords
{
    /// <summary>A few words.</summary>
    public string? Title { get; set; }

    /// <summary>What the reviewer is asked.</summary>
    public string? Question { get; set; }

    /// <summary>What each level means, from 1 to 5.</summary>
    public List<string?> Levels { get; set; } = [.. new string?[Rubric.HighestLevel]];

    /// <summary>Names, texts and limits of the fields.</summary>
    internal IEnumerable<(string Name, string? Text, int Most)> Fields() =>
        Levels.Select((text, index) => ($"Levels[{index}]", text, RubricRules.SentenceLength))
            .Prepend((nameof(Question), Question, RubricRules.SentenceLength)).Prepend((nameof(Title), Title, RubricRules.TitleLength));
}
