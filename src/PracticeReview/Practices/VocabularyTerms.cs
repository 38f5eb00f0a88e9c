using System.Text.Json.Serialization;

namespace PracticeReview.Practices;

/// <summary>The lists of the vocabulary.</summary>
public enum VocabularyKind
{
    /// <summary>GCM objectives; the key is the number.</summary>
    Objective,

    /// <summary>GCM guiding principles.</summary>
    Principle,

    /// <summary>Sustainable Development Goals; the key is the number.</summary>
    Sdg,

    /// <summary>UN M49 regions and sub-regions.</summary>
    Region,

    /// <summary>Countries and areas (ISO 3166-1 alpha-2).</summary>
    Country,

    /// <summary>Types of practice.</summary>
    Type,

    /// <summary>Geographic scopes.</summary>
    Scope,

    /// <summary>Kinds of entity that implement practices.</summary>
    EntityKind,

    /// <summary>Target populations.</summary>
    TargetPopulation,

    /// <summary>Languages that practices are written in (ISO 639-1).</summary>
    Language,
}

/// <summary>An entry of a list: a key that is stored, and labels that are shown.</summary>
/// <param name="Key">Stored with practices; never changes.</param>
/// <param name="Labels">Shown, by language.</param>
public sealed record Term(string Key, [property: JsonPropertyName("label")] LocalText Labels)
{
    /// <summary>The label in a language, else in English.</summary>
    public string Label(string language) => Labels.In(language);
}

/// <summary>One of the 23 objectives of the Global Compact for Migration (A/RES/73/195).</summary>
/// <param name="Number">1 to 23.</param>
/// <param name="Titles">The official title, by language.</param>
/// <param name="ShortLabels">A label of a few words, for chips and filters, by language.</param>
/// <param name="RelatedSdgs">Goals to suggest when a submitter chooses the objective.</param>
public sealed record Objective(
    int Number,
    [property: JsonPropertyName("title")] LocalText Titles,
    [property: JsonPropertyName("short")] LocalText ShortLabels,
    IReadOnlyList<int> RelatedSdgs)
{
    /// <summary>The official title in a language, else in English.</summary>
    public string Title(string language) => Titles.In(language);

    /// <summary>The short label in a language, else in English.</summary>
    public string Short(string language) => ShortLabels.In(language);
}

/// <summary>A Sustainable Development Goal.</summary>
/// <param name="Number">1 to 17.</param>
/// <param name="Labels">Its short name, by language.</param>
public sealed record Sdg(int Number, [property: JsonPropertyName("label")] LocalText Labels)
{
    /// <summary>The short name in a language, else in English.</summary>
    public string Label(string language) => Labels.In(language);
}

/// <summary>A region or sub-region of the UN M49 standard.</summary>
/// <param name="Code">Three digits.</param>
/// <param name="Labels">Name, by language.</param>
/// <param name="Parent">Code of the region it lies in; null for a region itself.</param>
public sealed record Region(string Code, [property: JsonPropertyName("label")] LocalText Labels, string? Parent = null)
{
    /// <summary>The name in a language, else in English.</summary>
    public string Label(string language) => Labels.In(language);
}

/// <summary>A country or area.</summary>
/// <param name="Code">ISO 3166-1 alpha-2.</param>
/// <param name="Region">M49 code of its sub-region.</param>
/// <param name="Labels">Name, by language.</param>
public sealed record Country(string Code, string Region, [property: JsonPropertyName("label")] LocalText Labels)
{
    /// <summary>The name in a language, else in English.</summary>
    public string Label(string language) => Labels.In(language);
}

/// <summary>A language that practices are written in.</summary>
/// <param name="Key">ISO 639-1 code.</param>
/// <param name="Labels">Name, by language of the reader.</param>
/// <param name="Native">Its name in itself.</param>
/// <param name="RightToLeft">Written from right to left.</param>
public sealed record WrittenLanguage(
    string Key, [property: JsonPropertyName("label")] LocalText Labels, string Native, bool RightToLeft = false)
{
    /// <summary>The name in a language, else in English.</summary>
    public string Label(string language) => Labels.In(language);
}
