using System.Globalization;
using PracticeReview.Practices;
using PracticeReview.Web.TagHelpers;

namespace PracticeReview.Web.Pages.Submit;

/// <summary>How a field is asked.</summary>
public enum FieldKind
{
    /// <summary>One line of text.</summary>
    Line,

    /// <summary>Paragraphs.</summary>
    Area,

    /// <summary>A day.</summary>
    Date,

    /// <summary>Yes or no.</summary>
    Tick,

    /// <summary>One of a list.</summary>
    One,

    /// <summary>Any of a list.</summary>
    Many,

    /// <summary>Countries and regions.</summary>
    Places,

    /// <summary>Rows of name and kind.</summary>
    Organisations,

    /// <summary>A text for each principle.</summary>
    Principles,

    /// <summary>Rows of words and address.</summary>
    Links,

    /// <summary>One of the open calls for practices.</summary>
    Call,

    /// <summary>Documents and images, and what is said about each.</summary>
    Files,
}

/// <summary>An answer that can be chosen.</summary>
public sealed record Choice(string Key, string Label);

/// <summary>
/// A field of the form: how it is asked, and how its answer is read from and put into a practice. Labels and hints
/// are English and the keys of their translations.
/// </summary>
public sealed record FormField(string Name, FieldKind Kind, string Label)
{
    /// <summary>Help.</summary>
    public string? Hint { get; init; }

    /// <summary>May be left empty.</summary>
    public bool Optional { get; init; }

    /// <summary>Type of the input ("email", "url", "tel"); text when not given.</summary>
    public string Type { get; init; } = "text";

    /// <summary>What browsers may fill in.</summary>
    public string? Autocomplete { get; init; }

    /// <summary>Characters that a submission may have.</summary>
    public int? MaxCharacters { get; init; }

    /// <summary>Words that a submission may have.</summary>
    public int? MaxWords { get; init; }

    /// <summary>Lines to show.</summary>
    public int Rows { get; init; } = 6;

    /// <summary>Answers to choose from, in the reader's language.</summary>
    public Func<string, IEnumerable<Choice>> Choices { get; init; } = _ => [];

    /// <summary>The answer as the form has it: a text, a date as "2021-06-30", "true", or keys.</summary>
    public Func<PracticeContent, IReadOnlyList<string>> Get { get; init; } = _ => [];

    /// <summary>Puts an answer of the form into the practice.</summary>
    public Func<PracticeContent, IReadOnlyList<string>, PracticeContent> Set { get; init; } = (content, _) => content;

    /// <summary>The answer for reading, in the reader's language: a line for each entry.</summary>
    public Func<PracticeContent, string, IReadOnlyList<string>>? Tell { get; init; }

    /// <summary>The answer for reading; nothing when there is none.</summary>
    public IReadOnlyList<string> Show(PracticeContent content, string language)
    {
        if (Tell is not null)
        {
            return Tell(content, language);
        }

        var answers = Get(content).Where(answer => answer.Length > 0);
        return Kind switch
        {
            FieldKind.Date => [.. answers.Select(answer => DateOnly.ParseExact(answer, "yyyy-MM-dd", CultureInfo.InvariantCulture).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc))
                .Select(day => WhenTagHelper.Date(day, TimeZoneInfo.Utc))],
            FieldKind.One or FieldKind.Many => [.. answers.Select(answer => Choices(language).FirstOrDefault(choice => choice.Key == answer)?.Label ?? answer)],
            _ => [.. answers],
        };
    }

    /// <summary>A one-line or longer text.</summary>
    public static FormField Text(FieldKind kind, string name, string label, Func<PracticeContent, string> get, Func<PracticeContent, string, PracticeContent> set) =>
        new(name, kind, label) { Get = content => [get(content)], Set = (content, answers) => set(content, answers.Count > 0 ? answers[0] : "") };
}

/// <summary>Fields that stand on one page.</summary>
/// <param name="Key">In the address.</param>
/// <param name="Title">In English, and key of its translations.</param>
/// <param name="Lead">What it is for; English, and key of its translations.</param>
/// <param name="Fields">In order.</param>
public sealed record FormSection(string Key, string Title, string Lead, IReadOnlyList<FormField> Fields)
{
    /// <summary>Whether a path of <see cref="PracticeProblem"/> is about a field of this section.</summary>
    public bool Has(string path) => Fields.Any(field => path == field.Name || path.StartsWith(field.Name + "[", StringComparison.Ordinal));
}
