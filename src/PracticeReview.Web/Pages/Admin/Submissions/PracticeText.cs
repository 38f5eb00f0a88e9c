using System.Globalization;
using PracticeReview.Practices;

namespace PracticeReview.Web.Pages.Admin.Submissions;

/// <summary>A field of a text, as editors read it.</summary>
/// <param name="Label">Name of the field.</param>
/// <param name="Text">What it says, as plain text.</param>
/// <param name="IsLong">Running text, in the language of the practice.</param>
public sealed record TextField(string Label, string Text, bool IsLong = false);

/// <summary>The text of a practice, field by field.</summary>
public static class PracticeText
{
    /// <summary>Label of the field whose files are shown instead of its text.</summary>
    public const string Files = "Documents and images";

    /// <summary>The fields that say something, in the order of the form.</summary>
    public static IReadOnlyList<TextField> Fields(PracticeContent text) =>
    [
        .. new TextField[]
        {
            new("Title", text.Title, true),
            new("Summary", text.Summary, true),
            new("Language", Vocabulary.Language(text.Language)?.Label("en") ?? text.Language),
            new("Dates", Dates(text)),
            new("Type", Labels(text.Types, VocabularyKind.Type)),
            new("Scope", Vocabulary.Scope(text.Scope)?.Label("en") ?? text.Scope),
            new("Countries", Labels(text.Countries, VocabularyKind.Country)),
            new("Regions", Labels(text.Regions, VocabularyKind.Region)),
            new("Implementing organisations", string.Join('\n', text.Organisations.Select(o => $"{o.Name} ({Vocabulary.EntityKind(o.Kind)?.Label("en") ?? o.Kind})"))),
            new("Partners and donors", text.Partners, true),
            new("Objectives", string.Join('\n', text.Objectives().Select(n => $"{n}. {Vocabulary.Objective(n)?.Short("en")}{(n == text.PrimaryObjective ? " (primary)" : "")}"))),
            new("Guiding principles", string.Join("\n\n", text.Principles.Select(p => $"{Vocabulary.Principle(p.Principle)?.Label("en") ?? p.Principle}: {p.How}")), true),
            new("Sustainable Development Goals", string.Join('\n', text.Sdgs.Select(n => $"{n}. {Vocabulary.Sdg(n)?.Label("en")}"))),
            new("Target populations", Labels(text.TargetPopulations, VocabularyKind.TargetPopulation)),
            new("Call answered", text.Call?.Title ?? "", true),
            new("Description", text.Description, true),
            new("Benefit and impact", text.Impact, true),
            new("Key lessons", text.Lessons, true),
            new("Recommendations for replication", text.Replication, true),
            new("Innovation", text.Innovation, true),
            new("Sustainability", text.Sustainability, true),
            new("Resources needed", text.Resources, true),
            new("Links", string.Join('\n', text.Links.Select(l => $"{l.Label}: {l.Url}"))),
            new("Website", text.Website),
            new(Files, string.Join('\n', text.Files.Select(f => string.Join(" · ", new[] { f.Name, f.Description, f.Credit }.Where(said => said.Length > 0))))),
            new("Focal point", string.Join('\n', new[] { text.FocalPoint.Name, text.FocalPoint.Title, text.FocalPoint.Organisation, text.FocalPoint.Email, text.FocalPoint.Phone }.Where(line => line.Length > 0))),
        }.Where(field => field.Text.Length > 0),
    ];

    /// <summary>Labels of the fields that differ from the round before.</summary>
    public static IReadOnlySet<string> Changed(PracticeContent text, PracticeContent? before)
    {
        if (before is null)
        {
            return new HashSet<string>();
        }

        var old = Fields(before).ToDictionary(field => field.Label, field => field.Text);
        return Fields(text).Where(field => old.GetValueOrDefault(field.Label) != field.Text).Select(field => field.Label).ToHashSet();
    }

    private static string Dates(PracticeContent text)
    {
        static string Day(DateOnly? day) => day?.ToString("d MMMM yyyy", CultureInfo.InvariantCulture) ?? "?";
        return text.StartDate is null && text.EndDate is null && !text.Ongoing ? "" : $"{Day(text.StartDate)} – {(text.Ongoing ? "ongoing" : Day(text.EndDate))}";
    }

    private static string Labels(IEnumerable<string> keys, VocabularyKind kind) =>
        string.Join(", ", keys.Select(key => Vocabulary.Label(kind, key, "en") ?? key));
}
