using Microsoft.EntityFrameworkCore;
using PracticeReview.Data;
using PracticeReview.Mail;
using PracticeReview.Workflows.Activities;

namespace PracticeReview.Web.Api.Elsa;

/// <summary>What the drop-downs of inputs offer. Lists that can change are asked for each time an activity is opened.</summary>
/// <param name="groups">Groups of the roster, in order.</param>
public sealed class InputChoices(IReadOnlyList<string> groups)
{
    /// <summary>Reads what can change.</summary>
    public static async Task<InputChoices> ReadAsync(AppDbContext db, CancellationToken cancellation)
    {
        var names = await db.Reviewers.Where(r => r.Groups.Count > 0).SelectMany(r => r.Groups).Distinct().ToListAsync(cancellation);
        return new InputChoices([.. names.DistinctBy(name => name.ToUpperInvariant()).Order(StringComparer.OrdinalIgnoreCase)]);
    }

    /// <summary>The input names a template of e-mails.</summary>
    public static bool IsTemplate(ActivityDescriptor type, InputDescriptor input) =>
        type.Type.StartsWith("PracticeReview.", StringComparison.Ordinal) && input.Name.EndsWith("Template", StringComparison.Ordinal);

    private static bool IsGroup(ActivityDescriptor type, InputDescriptor input) =>
        type.Type.StartsWith("PracticeReview.", StringComparison.Ordinal) && input.Name == "Group";

    /// <summary>Elsa's "UI specifications" of an input; null when it has none.</summary>
    public IDictionary<string, object>? Of(ActivityDescriptor type, InputDescriptor input)
    {
        if (IsTemplate(type, input))
        {
            return new Dictionary<string, object> { ["dropdown"] = Select(Templates(input)), ["Refresh"] = true };
        }

        if (IsGroup(type, input))
        {
            return new Dictionary<string, object> { ["dropdown"] = Select([("Everybody on the roster", ""), .. groups.Select(name => (name, name))]), ["Refresh"] = true };
        }

        return input.UIHint switch
        {
            "dropdown" => new Dictionary<string, object> { ["dropdown"] = Select(input.Options.Select(option => (Words(option), option))) },
            "code-editor" => new Dictionary<string, object> { ["code-editor"] = new { editorHeight = "Large", language = input.DefaultSyntax.ToLowerInvariant() } },
            "dynamic-outcomes" => Outcomes(type),
            _ => null,
        };
    }

    // A fork has only its branches; a script goes on by "Done" as well.
    private static Dictionary<string, object>? Outcomes(ActivityDescriptor type) => type.Type == "Elsa.RunJavaScript"
        ? new Dictionary<string, object> { ["DynamicOutcomesOptions"] = new { fixedOutcomes = new[] { "Done" } } }
        : null;

    private static IEnumerable<(string Text, string Value)> Templates(InputDescriptor input) =>
        (input.Options.Count > 0 ? input.Options : MailTemplates.Names.Where(name => !name.StartsWith("account-", StringComparison.Ordinal)))
            .Select(name => (Words(name), name));

    private static object Select(IEnumerable<(string Text, string Value)> choices) =>
        new { selectList = new { items = choices.Select(choice => new { text = choice.Text, value = choice.Value }), isFlagsEnum = false } };

    private static string Words(string name) =>
        string.Concat(name.Replace('-', ' ').Select((c, i) => i == 0 ? char.ToUpperInvariant(c) : i > 0 && char.IsUpper(c) && char.IsLower(name[i - 1]) ? c : c));
}
