using System.Globalization;
using System.Resources;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using PracticeReview.Practices;
using PracticeReview.Web.Pages.Submit;
using PracticeReview.Web.Texts;

namespace PracticeReview.Web.Tests.Pages;

/// <summary>Whatever a localised page says, it can say in Spanish and French.</summary>
public partial class TranslationTests
{
    private static readonly Type[] Areas = [typeof(SharedTexts), typeof(RepositoryTexts), typeof(SubmitTexts), typeof(ReviewTexts), typeof(AccountTexts)];

    public static TheoryData<string, string> Languages() => new(
        from area in Areas from language in new[] { "es", "fr" } select (area.Name, language));

    [Theory, MemberData(nameof(Languages))]
    public void Every_sentence_of_the_pages_is_translated(string area, string language)
    {
        var type = Areas.Single(a => a.Name == area);
        var translations = new ResourceManager(type.FullName!, type.Assembly).GetResourceSet(CultureInfo.GetCultureInfo(language), true, false);
        var keys = KeysOf(area).Distinct().Order(StringComparer.Ordinal).ToList();

        Assert.DoesNotContain(keys, key => string.IsNullOrWhiteSpace(translations?.GetString(key)));
    }

    [Theory, MemberData(nameof(Languages))]
    public void Translations_keep_the_places_of_values(string area, string language)
    {
        var type = Areas.Single(a => a.Name == area);
        if (new ResourceManager(type.FullName!, type.Assembly).GetResourceSet(CultureInfo.GetCultureInfo(language), true, false) is not { } translations)
        {
            Assert.Empty(KeysOf(area));
            return;
        }

        foreach (System.Collections.DictionaryEntry entry in translations)
        {
            Assert.Equal(Places((string)entry.Key), Places((string)entry.Value!));
        }
    }

    private static IEnumerable<string> KeysOf(string area)
    {
        var web = Path.Combine(Root(), "src", "PracticeReview.Web");
        var folder = Path.Combine(web, "Pages", area[..^"Texts".Length]);
        var inPages = Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder, "*.cs*", SearchOption.AllDirectories).Select(File.ReadAllText)
                .SelectMany(text => Key().Matches(text).Where(match => match.Groups["name"].Value is not "Shared").Select(match => match.Groups["key"].Value))
            : [];
        return area switch
        {
            nameof(SharedTexts) => Directory.EnumerateFiles(Path.Combine(web, "Pages"), "*.cshtml", SearchOption.AllDirectories).Select(File.ReadAllText)
                .SelectMany(text => Key().Matches(text).Where(match => match.Groups["name"].Value is "Shared").Select(match => match.Groups["key"].Value)),
            nameof(SubmitTexts) =>
            [
                .. inPages,
                .. typeof(PracticeSentences).GetFields().Select(field => (string)field.GetRawConstantValue()!),
                .. PracticeForm.Sections.SelectMany(section => section.Fields.SelectMany(field => new[] { field.Label, field.Hint }).Concat([section.Title, section.Lead])).OfType<string>(),
                .. Sentence().Matches(File.ReadAllText(Path.Combine(folder, "SubmissionTimeline.cs"))).Select(match => match.Groups["key"].Value),
            ],
            _ => inPages,
        };
    }

    private static string Places(string text) => string.Join(',', Place().Matches(text).Select(match => match.Value).Order(StringComparer.Ordinal));

    private static string Root([CallerFilePath] string file = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "..", "..", ".."));

    [GeneratedRegex("""\b(?<name>L|Shared|[Tt]exts)\["(?<key>(?:[^"\\]|\\.)*)"(?:,|\])""")]
    private static partial Regex Key();

    [GeneratedRegex("""^(?!\s*///).*?"(?<key>[A-Z][^"\n]* [^"\n]*)""", RegexOptions.Multiline)]
    private static partial Regex Sentence();

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Place();
}
