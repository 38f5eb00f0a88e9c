using System.Net.Mail;

namespace PracticeReview.Practices;

/// <summary>Something that keeps a practice from being submitted.</summary>
/// <param name="Field">Path of the field in <see cref="PracticeContent"/>, such as "Title" or "Organisations[0].Kind".</param>
/// <param name="Sentence">What to do, in English, as a format string; also the key of its translations (<see cref="PracticeSentences"/>).</param>
/// <param name="Arguments">Values for the sentence.</param>
public sealed record PracticeProblem(string Field, string Sentence, params object[] Arguments)
{
    /// <summary>The field is empty, rather than filled in wrongly.</summary>
    public bool IsMissing { get; init; }
}

/// <summary>What a submission needs. A draft may hold anything; nothing here is asked before it is handed in.</summary>
public static class PracticeRules
{
    /// <summary>Characters of a title at most.</summary>
    public const int TitleLength = 150;

    /// <summary>Words of a summary at most.</summary>
    public const int SummaryWords = 250;

    /// <summary>Characters of a short text, such as a name, at most.</summary>
    public const int LineLength = 200;

    /// <summary>Characters of an address on the web at most.</summary>
    public const int LinkLength = 2000;

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
        .. Basics(content), .. Dates(content, today), .. Place(content), .. Organisations(content), .. Compact(content),
        .. Texts.SelectMany(rule => Text(rule, content)), .. Links(content), .. FileRules.Problems(content), .. Contact(content), .. Consents(content),
    ];

    /// <summary>Words in a text, parted by white space.</summary>
    public static int Words(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length;

    private static IEnumerable<PracticeProblem> Basics(PracticeContent c)
    {
        if (Blank(c.Title))
        {
            yield return Missing("Title", PracticeSentences.TitleMissing);
        }
        else if (c.Title.Length > TitleLength)
        {
            yield return new("Title", PracticeSentences.TooLong, TitleLength, c.Title.Length);
        }

        if (Vocabulary.Language(c.Language) is null)
        {
            yield return new("Language", PracticeSentences.NotInList);
        }

        if (Blank(c.Summary))
        {
            yield return Missing("Summary", PracticeSentences.TextMissing);
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
            yield return Missing("StartDate", PracticeSentences.StartMissing);
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
            yield return Missing("EndDate", PracticeSentences.EndMissing);
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
        if (Blank(c.Scope))
        {
            yield return Missing("Scope", PracticeSentences.ChooseOne);
        }
        else if (Vocabulary.Scope(c.Scope) is null)
        {
            yield return new("Scope", PracticeSentences.NotInList);
        }
        else if (c.Scope is "local" or "national" && c.Countries.Count == 0)
        {
            yield return Missing("Countries", PracticeSentences.CountryMissing);
        }
        else if (c.Scope == "regional" && c.Countries.Count == 0 && c.Regions.Count == 0)
        {
            yield return Missing("Countries", PracticeSentences.RegionMissing);
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

    private static IEnumerable<PracticeProblem> Organisations(PracticeContent c)
    {
        if (c.Organisations.Count == 0)
        {
            yield return Missing("Organisations", PracticeSentences.OrganisationMissing);
        }
        else if (c.Organisations.Count > Rows)
        {
            yield return new("Organisations", PracticeSentences.TooManyRows, Rows);
        }

        foreach (var (number, organisation) in c.Organisations.Index())
        {
            if (Blank(organisation.Name))
            {
                yield return Missing($"Organisations[{number}].Name", PracticeSentences.NameMissing);
            }
            else if (organisation.Name.Length > LineLength)
            {
                yield return new($"Organisations[{number}].Name", PracticeSentences.TooLong, LineLength, organisation.Name.Length);
            }

            if (Blank(organisation.Kind))
            {
                yield return Missing($"Organisations[{number}].Kind", PracticeSentences.ChooseOne);
            }
            else if (Vocabulary.EntityKind(organisation.Kind) is null)
            {
                yield return new($"Organisations[{number}].Kind", PracticeSentences.NotInList);
            }
        }
    }

    private static IEnumerable<PracticeProblem> Compact(PracticeContent c)
    {
        if (c.PrimaryObjective is null)
        {
            yield return Missing("PrimaryObjective", PracticeSentences.ChooseOne);
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
            yield return Missing("Principles", PracticeSentences.PrincipleMissing);
        }

        foreach (var principle in c.Principles)
        {
            var field = $"Principles[{principle.Principle}]";
            if (Vocabulary.Principle(principle.Principle) is null)
            {
                yield return new("Principles", PracticeSentences.NotInList);
            }
            else if (Blank(principle.How))
            {
                yield return Missing(field, PracticeSentences.TextMissing);
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

    private static IEnumerable<PracticeProblem> Text(TextRule rule, PracticeContent c)
    {
        var text = rule.Read(c).Trim();
        if (text.Length == 0)
        {
            if (!rule.IsOptional)
            {
                yield return Missing(rule.Field, PracticeSentences.TextMissing);
            }
        }
        else if (text.Length < rule.AtLeast)
        {
            yield return new(rule.Field, PracticeSentences.TooShort, rule.AtLeast, text.Length);
        }
        else if (text.Length > rule.AtMost)
        {
            yield return new(rule.Field, PracticeSentences.TooLong, rule.AtMost, text.Length);
        }
    }

    private static IEnumerable<PracticeProblem> Links(PracticeContent c)
    {
        if (!Blank(c.Website) && !IsWebAddress(c.Website))
        {
            yield return new("Website", PracticeSentences.NotALink);
        }

        if (c.Links.Count > Rows)
        {
            yield return new("Links", PracticeSentences.TooManyRows, Rows);
        }

        foreach (var (number, link) in c.Links.Index())
        {
            if (Blank(link.Label))
            {
                yield return Missing($"Links[{number}].Label", PracticeSentences.NameMissing);
            }
            else if (link.Label.Length > LineLength)
            {
                yield return new($"Links[{number}].Label", PracticeSentences.TooLong, LineLength, link.Label.Length);
            }

            if (!IsWebAddress(link.Url))
            {
                yield return new($"Links[{number}].Url", PracticeSentences.NotALink);
            }
        }
    }

    private static IEnumerable<PracticeProblem> Contact(PracticeContent c)
    {
        var person = c.FocalPoint;
        foreach (var (field, text) in new[] { ("Name", person.Name), ("Title", person.Title), ("Organisation", person.Organisation) })
        {
            if (Blank(text))
            {
                yield return Missing("FocalPoint." + field, PracticeSentences.TextMissing);
            }
            else if (text.Length > LineLength)
            {
                yield return new("FocalPoint." + field, PracticeSentences.TooLong, LineLength, text.Length);
            }
        }

        if (Blank(person.Email))
        {
            yield return Missing("FocalPoint.Email", PracticeSentences.TextMissing);
        }
        else if (!IsEmail(person.Email))
        {
            yield return new("FocalPoint.Email", PracticeSentences.NotAnAddress);
        }

        if (Blank(person.Phone))
        {
            yield return Missing("FocalPoint.Phone", PracticeSentences.TextMissing);
        }
        else if (person.Phone.Count(char.IsAsciiDigit) is < 5 or > 20 || person.Phone.Any(c => !char.IsAsciiDigit(c) && !"+-()./ x".Contains(c)))
        {
            yield return new("FocalPoint.Phone", PracticeSentences.NotAPhone);
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
                yield return Missing(field, PracticeSentences.ConsentMissing);
            }
        }
    }

    private static IEnumerable<PracticeProblem> Chosen(string field, IReadOnlyList<string> keys, Func<string, bool> isKnown, bool isNeeded)
    {
        if (isNeeded && keys.Count == 0)
        {
            yield return Missing(field, PracticeSentences.ChooseAtLeastOne);
        }
        else if (!keys.All(isKnown))
        {
            yield return new(field, PracticeSentences.NotInList);
        }
    }

    private static bool IsWebAddress(string text) =>
        text.Length <= LinkLength && Uri.TryCreate(text.Trim(), UriKind.Absolute, out var uri) && (uri.Scheme is "http" or "https") && uri.Host.Contains('.');

    private static bool IsEmail(string text) =>
        text.Length <= 254 && MailAddress.TryCreate(text, out var address) && address.Address == text && address.Host.Contains('.');

    private static bool Blank(string text) => string.IsNullOrWhiteSpace(text);

    private static PracticeProblem Missing(string field, string sentence) => new(field, sentence) { IsMissing = true };
}

/// <summary>Limits of one of the longer texts.</summary>
/// <param name="Field">Name of the field.</param>
/// <param name="AtLeast">Characters at least.</param>
/// <param name="AtMost">Characters at most.</param>
/// <param name="IsOptional">May be left empty.</param>
/// <param name="Read">Gets the text.</param>
public sealed record TextRule(string Field, int AtLeast, int AtMost, bool IsOptional, Func<PracticeContent, string> Read);
