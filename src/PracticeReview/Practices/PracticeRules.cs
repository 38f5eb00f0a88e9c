namespace PracticeReview.Practices;

/// <summary>What a submission needs. A draft may hold anything; nothing here is asked before it is handed in.</summary>
public static class PracticeRules
{
    /// <summary>Characters of a title at most.</summary>
    public const int TitleLength = 150;

    /// <summary>Words of a summary at most.</summary>
    public const int SummaryWords = 250;

    /// <summary>Characters of a short text, such as a name, at most.</summary>
    public const int LineLength = 200;

    /// <summary>Rows of a list, such as organisations or links, at most.</summary>
    public const int Rows = 20;

    /// <summary>The longer texts: characters at least and at most, and whether they may be left empty.</summary>
    public static readonly IReadOnlyList<TextRule> Texts =
    [
        new("Description", 300, 6000, false, c => c.Description),
        new("Innovation", 100, 3000, false, c => c.Innovation),
        new("Impact", 200, 5000, false, c => c.Impact),
        new("Lessons", 150, 3000, false, c => c.Lessons),
        new("Replication", 150, 3000, false, c => c.Replication),
        new("Sustainability", 0, 3000, true, c => c.Sustainability),
        new("Resources", 0, 3000, true, c => c.Resources),
        new("Partners", 0, 2000, true, c => c.Partners),
    ];

    /// <summary>Characters at most that say how a principle is reflected.</summary>
    public const int PrincipleLength = 1000;

    /// <summary>Problems in the order of the form; none when it can be submitted.</summary>
    /// <param name="content">The text in hand.</param>
    /// <param name="today">Today, in the submitter's time zone.</param>
    public static IReadOnlyList<PracticeProblem> Check(PracticeContent content, DateOnly today) =>
    [
        .. Basics(content), .. Dates(content, today), .. Place(content), .. OrganisationRules.Problems(content), .. Compact(content),
        .. Texts.SelectMany(rule => rule.Problems(content)), .. LinkRules.Problems(content), .. FileRules.Problems(content), .. ContactRules.Problems(content), .. Consents(content),
    ];

    /// <summary>Words in a text, parted by white space.</summary>
    public static int Words(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length;

    private static IEnumerable<PracticeProblem> Basics(PracticeContent c)
    {
        if (KeepableText.IsBlank(c.Title))
        {
            yield return PracticeProblem.Missing("Title", PracticeSentences.TitleMissing);
        }
        else if (c.Title.Length > TitleLength)
        {
            yield return new("Title", PracticeSentences.TooLong, TitleLength, c.Title.Length);
        }

        if (Vocabulary.Language(c.Language) is null)
        {
            yield return new("Language", PracticeSentences.NotInList);
        }

        if (KeepableText.IsBlank(c.Summary))
        {
            yield return PracticeProblem.Missing("Summary", PracticeSentences.TextMissing);
        }
        else if (Words(c.Summary) is > SummaryWords and var words)
        {
            yield return new("Summary", PracticeSentences.TooManyWords, SummaryWords, words);
        }

        foreach (var problem in Chosen("Types", c.Types, key => Vocabulary.Type(key) is not null, isNeeded: true))
        {
            yield return problem;
        }
    }

    private static IEnumerable<PracticeProblem> Dates(PracticeContent c, DateOnly today)
    {
        if (c.StartDate is not { } start)
        {
            yield return PracticeProblem.Missing("StartDate", PracticeSentences.StartMissing);
        }
        else if (start > today)
        {
            yield return new("StartDate", PracticeSentences.StartInFuture);
        }
        else if (start.Year < 1950)
        {
            yield return new("StartDate", PracticeSentences.YearUnlikely);
        }

        if (c.Ongoing && c.EndDate is not null)
        {
            yield return new("EndDate", PracticeSentences.EndAndOngoing);
        }
        else if (c is { Ongoing: false, EndDate: null })
        {
            yield return PracticeProblem.Missing("EndDate", PracticeSentences.EndMissing);
        }
        else if (c.EndDate < c.StartDate)
        {
            yield return new("EndDate", PracticeSentences.EndBeforeStart);
        }
        else if (c.EndDate > today.AddYears(10))
        {
            yield return new("EndDate", PracticeSentences.YearUnlikely);
        }
    }

    private static IEnumerable<PracticeProblem> Place(PracticeContent c)
    {
        if (string.IsNullOrWhiteSpace(c.Scope))
        {
            yield return PracticeProblem.Missing("Scope", PracticeSentences.ChooseOne);
        }
        else if (Vocabulary.Scope(c.Scope) is null)
        {
            yield return new("Scope", PracticeSentences.NotInList);
        }
        else if (c.Scope is "local" or "national" && c.Countries.Count == 0)
        {
            yield return PracticeProblem.Missing("Countries", PracticeSentences.CountryMissing);
        }
        else if (c.Scope == "regional" && c.Countries.Count == 0 && c.Regions.Count == 0)
        {
            yield return PracticeProblem.Missing("Countries", PracticeSentences.RegionMissing);
        }

        var unknown = c.Countries.Any(key => Vocabulary.Country(key) is null) || c.Regions.Any(key => Vocabulary.Region(key) is null);
        if (unknown)
        {
            yield return new("Countries", PracticeSentences.NotInList);
        }

        foreach (var problem in Chosen("TargetPopulations", c.TargetPopulations, key => Vocabulary.TargetPopulation(key) is not null, isNeeded: true))
        {
            yield return problem;
        }
    }

    private static IEnumerable<PracticeProblem> Compact(PracticeContent c)
    {
        if (c.PrimaryObjective is null)
        {
            yield return PracticeProblem.Missing("PrimaryObjective", PracticeSentences.ChooseOne);
        }
        else if (Vocabulary.Objective(c.PrimaryObjective.Value) is null)
        {
            yield return new("PrimaryObjective", PracticeSentences.NotInList);
        }

        if (c.OtherObjectives.Any(number => Vocabulary.Objective(number) is null))
        {
            yield return new("OtherObjectives", PracticeSentences.NotInList);
        }

        if (c.Principles.Count == 0)
        {
            yield return PracticeProblem.Missing("Principles", PracticeSentences.PrincipleMissing);
        }

        foreach (var principle in c.Principles)
        {
            var field = $"Principles[{principle.Principle}]";
            if (Vocabulary.Principle(principle.Principle) is null)
            {
                yield return new("Principles", PracticeSentences.NotInList);
            }
            else if (KeepableText.IsBlank(principle.How))
            {
                yield return PracticeProblem.Missing(field, PracticeSentences.TextMissing);
            }
            else if (principle.How.Length > PrincipleLength)
            {
                yield return new(field, PracticeSentences.TooLong, PrincipleLength, principle.How.Length);
            }
        }

        if (c.Sdgs.Any(number => Vocabulary.Sdg(number) is null))
        {
            yield return new("Sdgs", PracticeSentences.NotInList);
        }
    }

    private static IEnumerable<PracticeProblem> Consents(PracticeContent c)
    {
        foreach (var (field, given) in new[]
        {
            ("ConsentPublish", c.ConsentPublish), ("ConsentContact", c.ConsentContact), ("ConsentDataProtection", c.ConsentDataProtection),
        })
        {
            if (!given)
            {
                yield return PracticeProblem.Missing(field, PracticeSentences.ConsentMissing);
            }
        }
    }

    private static IEnumerable<PracticeProblem> Chosen(string field, IReadOnlyList<string> keys, Func<string, bool> isKnown, bool isNeeded)
    {
        if (isNeeded && keys.Count == 0)
        {
            yield return PracticeProblem.Missing(field, PracticeSentences.ChooseAtLeastOne);
        }
        else if (!keys.All(isKnown))
        {
            yield return new(field, PracticeSentences.NotInList);
        }
    }
}
