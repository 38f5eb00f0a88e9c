using PracticeReview.Practices;

namespace PracticeReview.Publishing;

/// <summary>A value that publications are filtered by, such as country KE. Written "country:KE" in the database.</summary>
/// <param name="Kind">One of <see cref="Kinds"/>.</param>
/// <param name="Value">Key of the vocabulary; for objectives the number.</param>
public sealed record Facet(VocabularyKind Kind, string Value)
{
    /// <summary>The lists that publications are filtered by, in the order in which they are offered.</summary>
    public static readonly IReadOnlyList<VocabularyKind> Kinds =
    [
        VocabularyKind.Objective, VocabularyKind.Region, VocabularyKind.Country, VocabularyKind.Type,
        VocabularyKind.Principle, VocabularyKind.Scope, VocabularyKind.Language,
    ];

    /// <summary>Name of a list in addresses and in the database: "objective", "country", …</summary>
    public static string Name(VocabularyKind kind) => kind.ToString().ToLowerInvariant();

    /// <summary>The label in a language, or the value itself when the vocabulary doesn't know it.</summary>
    public string Label(string language) => Vocabulary.Label(Kind, Value, language) ?? Value;

    /// <summary>Reads what <see cref="ToString"/> wrote; null when it is no facet.</summary>
    public static Facet? Parse(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && Kinds.FirstOrDefault(kind => Name(kind) == text[..colon], (VocabularyKind)(-1)) is var kind && (int)kind >= 0
            ? new Facet(kind, text[(colon + 1)..])
            : null;
    }

    /// <summary>
    /// What a practice is found under, each once. Its regions are those it names, those of its countries, and the
    /// larger regions these lie in. Values that the vocabulary doesn't know are left out.
    /// </summary>
    public static IReadOnlyList<Facet> Of(PracticeContent content)
    {
        var regions = Vocabulary.WithParents(content.Regions).Union(Vocabulary.RegionsOf(content.Countries));
        return
        [
            .. content.Objectives().Where(n => Vocabulary.Objective(n) is not null).Select(n => new Facet(VocabularyKind.Objective, $"{n}")),
            .. regions.Order(StringComparer.Ordinal).Select(code => new Facet(VocabularyKind.Region, code)),
            .. Known(content.Countries.Select(code => Vocabulary.Country(code)?.Code), VocabularyKind.Country),
            .. Known(content.Types.Select(key => Vocabulary.Type(key)?.Key), VocabularyKind.Type),
            .. Known(content.Principles.Select(p => Vocabulary.Principle(p.Principle)?.Key), VocabularyKind.Principle),
            .. Known([Vocabulary.Scope(content.Scope)?.Key], VocabularyKind.Scope),
            .. Known([Vocabulary.Language(content.Language)?.Key], VocabularyKind.Language),
        ];
    }

    /// <inheritdoc />
    public override string ToString() => $"{Name(Kind)}:{Value}";

    private static IEnumerable<Facet> Known(IEnumerable<string?> keys, VocabularyKind kind) =>
        keys.OfType<string>().Distinct().Select(key => new Facet(kind, key));
}
