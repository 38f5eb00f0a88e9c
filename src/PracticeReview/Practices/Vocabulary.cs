using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;

namespace PracticeReview.Practices;

/// <summary>
/// What practices are described with: the Compact's objectives and principles, the goals, places, and the lists of
/// the form. Read once from data shipped with the product; immutable. Lookups of unknown keys return null; labels
/// fall back to English.
/// </summary>
public static class Vocabulary
{
    private static readonly Lists Data = Read<Lists>("vocabulary.json");
    private static readonly FrozenDictionary<int, Objective> ObjectivesByNumber = Data.Objectives.ToFrozenDictionary(o => o.Number);
    private static readonly FrozenDictionary<int, Sdg> SdgsByNumber = Data.Sdgs.ToFrozenDictionary(s => s.Number);
    private static readonly FrozenDictionary<string, Region> RegionsByCode = Data.Regions.ToFrozenDictionary(r => r.Code);
    private static readonly FrozenDictionary<string, Term> PrinciplesByKey = ByKey(Data.Principles);
    private static readonly FrozenDictionary<string, Term> TypesByKey = ByKey(Data.Types);
    private static readonly FrozenDictionary<string, Term> ScopesByKey = ByKey(Data.Scopes);
    private static readonly FrozenDictionary<string, Term> EntityKindsByKey = ByKey(Data.EntityKinds);
    private static readonly FrozenDictionary<string, Term> PopulationsByKey = ByKey(Data.TargetPopulations);
    private static readonly FrozenDictionary<string, WrittenLanguage> LanguagesByKey = Data.Languages.ToFrozenDictionary(l => l.Key);
    private static readonly FrozenDictionary<string, Country> CountriesByCode =
        Countries.ToFrozenDictionary(c => c.Code, StringComparer.OrdinalIgnoreCase);

    private static readonly ConcurrentDictionary<string, IReadOnlyList<Country>> SortedCountries = new();

    /// <summary>The 23 objectives, in order.</summary>
    public static IReadOnlyList<Objective> Objectives => Data.Objectives;

    /// <summary>The 10 guiding principles, in the Compact's order.</summary>
    public static IReadOnlyList<Term> Principles => Data.Principles;

    /// <summary>The 17 goals, in order.</summary>
    public static IReadOnlyList<Sdg> Sdgs => Data.Sdgs;

    /// <summary>M49 regions, then their sub-regions.</summary>
    public static IReadOnlyList<Region> Regions => Data.Regions;

    /// <summary>Countries and areas by code. Antarctica, which lies in no M49 region, is left out.</summary>
    public static IReadOnlyList<Country> Countries => CountryList.Value;

    /// <summary>Types of practice.</summary>
    public static IReadOnlyList<Term> Types => Data.Types;

    /// <summary>Geographic scopes, from local to global.</summary>
    public static IReadOnlyList<Term> Scopes => Data.Scopes;

    /// <summary>Kinds of implementing entity.</summary>
    public static IReadOnlyList<Term> EntityKinds => Data.EntityKinds;

    /// <summary>Target populations.</summary>
    public static IReadOnlyList<Term> TargetPopulations => Data.TargetPopulations;

    /// <summary>Languages of practices: the official languages of the United Nations first.</summary>
    public static IReadOnlyList<WrittenLanguage> Languages => Data.Languages;

    /// <summary>An objective by number.</summary>
    public static Objective? Objective(int number) => ObjectivesByNumber.GetValueOrDefault(number);

    /// <summary>A guiding principle by key.</summary>
    public static Term? Principle(string key) => PrinciplesByKey.GetValueOrDefault(key);

    /// <summary>A goal by number.</summary>
    public static Sdg? Sdg(int number) => SdgsByNumber.GetValueOrDefault(number);

    /// <summary>A region or sub-region by M49 code.</summary>
    public static Region? Region(string code) => RegionsByCode.GetValueOrDefault(code);

    /// <summary>A country or area by ISO 3166-1 alpha-2 code, in either case.</summary>
    public static Country? Country(string code) => CountriesByCode.GetValueOrDefault(code);

    /// <summary>A type of practice by key.</summary>
    public static Term? Type(string key) => TypesByKey.GetValueOrDefault(key);

    /// <summary>A geographic scope by key.</summary>
    public static Term? Scope(string key) => ScopesByKey.GetValueOrDefault(key);

    /// <summary>A kind of entity by key.</summary>
    public static Term? EntityKind(string key) => EntityKindsByKey.GetValueOrDefault(key);

    /// <summary>A target population by key.</summary>
    public static Term? TargetPopulation(string key) => PopulationsByKey.GetValueOrDefault(key);

    /// <summary>A language of practices by ISO 639-1 code.</summary>
    public static WrittenLanguage? Language(string key) => LanguagesByKey.GetValueOrDefault(key);

    /// <summary>Label of a key of any list (for objectives the short one), in a language; null for an unknown key.</summary>
    public static string? Label(VocabularyKind kind, string key, string language) => kind switch
    {
        VocabularyKind.Objective => int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? Objective(n)?.Short(language) : null,
        VocabularyKind.Sdg => int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? Sdg(n)?.Label(language) : null,
        VocabularyKind.Principle => Principle(key)?.Label(language),
        VocabularyKind.Region => Region(key)?.Label(language),
        VocabularyKind.Country => Country(key)?.Label(language),
        VocabularyKind.Type => Type(key)?.Label(language),
        VocabularyKind.Scope => Scope(key)?.Label(language),
        VocabularyKind.EntityKind => EntityKind(key)?.Label(language),
        VocabularyKind.TargetPopulation => TargetPopulation(key)?.Label(language),
        VocabularyKind.Language => Language(key)?.Label(language),
        _ => null,
    };

    /// <summary>Countries and areas in the alphabetical order of a language.</summary>
    public static IReadOnlyList<Country> CountriesIn(string language) =>
        SortedCountries.GetOrAdd(language is "es" or "fr" ? language : "en", key =>
        {
            var order = CultureInfo.GetCultureInfo(key).CompareInfo;
            return [.. Countries.Order(Comparer<Country>.Create((a, b) => order.Compare(a.Label(key), b.Label(key), CompareOptions.None)))];
        });

    /// <summary>Countries and areas of a region or sub-region.</summary>
    public static IReadOnlyList<Country> CountriesOf(string region) =>
        [.. Countries.Where(c => c.Region == region || Region(c.Region)?.Parent == region)];

    /// <summary>
    /// M49 codes of the sub-regions and regions that the countries lie in, each once, in ascending order. Unknown
    /// countries add nothing.
    /// </summary>
    public static IReadOnlyList<string> RegionsOf(IEnumerable<string> countries) =>
        WithParents(countries.Select(code => Country(code)?.Region).OfType<string>());

    /// <summary>The regions given and those they lie in, each once, in ascending order. Unknown codes are left out.</summary>
    public static IReadOnlyList<string> WithParents(IEnumerable<string> regions) =>
        [.. regions
            .Select(Region)
            .OfType<Region>()
            .SelectMany(region => region.Parent is null ? new[] { region.Code } : [region.Code, region.Parent])
            .Distinct()
            .Order(StringComparer.Ordinal)];

    private static FrozenDictionary<string, Term> ByKey(IReadOnlyList<Term> terms) => terms.ToFrozenDictionary(t => t.Key);

    private static T Read<T>(string name)
    {
        using var stream = typeof(Vocabulary).Assembly.GetManifestResourceStream($"PracticeReview.Practices.{name}")
            ?? throw new InvalidOperationException($"The product was built without {name}.");
        return JsonSerializer.Deserialize<T>(stream, JsonSerializerOptions.Web)!;
    }

    private static class CountryList
    {
        public static readonly IReadOnlyList<Country> Value = Read<CountryFile>("countries.json").Countries;
    }

    private sealed record CountryFile(IReadOnlyList<Country> Countries);

    private sealed record Lists(
        IReadOnlyList<Objective> Objectives,
        IReadOnlyList<Term> Principles,
        IReadOnlyList<Sdg> Sdgs,
        IReadOnlyList<Region> Regions,
        IReadOnlyList<Term> Types,
        IReadOnlyList<Term> Scopes,
        IReadOnlyList<Term> EntityKinds,
        IReadOnlyList<Term> TargetPopulations,
        IReadOnlyList<WrittenLanguage> Languages);
}
