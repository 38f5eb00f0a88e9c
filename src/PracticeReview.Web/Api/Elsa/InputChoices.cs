using Microsoft.EntityFrameworkCore;
using PracticeReview.Criteria;
using PracticeReview.Data;
using PracticeReview.Mail;
using PracticeReview.Workflows.Activities;
using PracticeReview.Workflows.Definitions;

namespace PracticeReview.Web.Api.Elsa;

/// <summary>What the drop-downs of inputs offer. Lists that can change are asked for each time an activity is opened.</summary>
/// <param name="groups">Groups of the roster, in order.</param>
/// <param name="rubrics">Rubrics on offer: title with the key, since titles can be alike, and key. The Studio sorts them by itself.</param>
/// <param name="calls">Calls for practices, the newest first: title and key.</param>
/// <param name="templates">Templates of e-mails, in order of their names.</param>
public sealed class InputChoices(
    IReadOnlyList<string> groups, IReadOnlyList<(string Text, string Value)> rubrics, IReadOnlyList<(string Text, string Value)> calls, IReadOnlyList<MailTemplate> templates)
{
    // Which of our inputs takes which list.
    private const string Group = "Group", Rubric = "Rubric", Call = "Call";

    /// <summary>Reads what can change.</summary>
    public static async Task<InputChoices> ReadAsync(AppDbContext db, Rubrics rubrics, MailTexts texts, CancellationToken cancellation)
    {
        var names = await db.Reviewers.Where(r => r.Groups.Count > 0).SelectMany(r => r.Groups).Distinct().ToListAsync(cancellation);
        var offered = await rubrics.OfferedAsync(cancellation);
        var calls = await db.Calls.AsNoTracking().OrderByDescending(call => call.OpenedAt).Select(call => new { call.Title, call.Key }).ToListAsync(cancellation);
        return new InputChoices(
            [.. names.DistinctBy(name => name.ToUpperInvariant()).Order(StringComparer.OrdinalIgnoreCase)],
            [.. offered.Select(version => version.Content).UnionBy([Criteria.Rubric.Default], rubric => rubric.Key).Select(rubric => ($"{rubric.Title.English} ({rubric.Key})", rubric.Key))],
            [.. calls.Select(call => (call.Title, call.Key))],
            await texts.AllAsync(cancellation));
    }

    /// <summary>The input names a template of e-mails.</summary>
    public static bool IsTemplate(ActivityDescriptor type, InputDescriptor input) =>
        type.Type.StartsWith("PracticeReview.", StringComparison.Ordinal) && input.Name.EndsWith("Template", StringComparison.Ordinal);

    private static bool Takes(string list, ActivityDescriptor type, InputDescriptor input) =>
        type.Type.StartsWith("PracticeReview.", StringComparison.Ordinal) && input.Name == list;

    private IEnumerable<(string Text, string Value)>? Live(ActivityDescriptor type, InputDescriptor input) =>
        IsTemplate(type, input) ? Templates(input)
        : Takes(Group, type, input) ? [("Everybody on the roster", ""), .. groups.Select(name => (name, name))]
        : Takes(Rubric, type, input) ? rubrics
        : Takes(Call, type, input) ? [("Any call", ""), .. calls]
        : null;

    /// <summary>What a workflow names and can't be had: a template, group, rubric or call. A sentence each.</summary>
    public IEnumerable<string> UnknownIn(WorkflowGraph graph) =>
        from node in graph.Nodes
        let type = node.Descriptor
        where type is not null
        from input in type!.Inputs
        let choices = Live(type!, input)
        where choices is not null
        let named = node.Json.WrittenInput(input.Name) is { Syntax: "Literal", Value: var value } ? value : null
        where !string.IsNullOrEmpty(named) && !choices.Any(choice => string.Equals(choice.Value, named, input.Name == Group ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal))
        select $"\"{DefinitionComparison.Called(node)}\" names the {(IsTemplate(type!, input) ? "e-mail template" : input.Name.ToLowerInvariant())} \"{named}\", which is not among those that it can take.";

    /// <summary>Elsa's "UI specifications" of an input; null when it has none.</summary>
    public IDictionary<string, object>? Of(ActivityDescriptor type, InputDescriptor input)
    {
        if (Live(type, input) is { } choices)
        {
            return new Dictionary<string, object> { ["dropdown"] = Select(choices), ["Refresh"] = true };
        }

        return input.UIHint switch
        {
            "dropdown" => new Dictionary<string, object> { ["dropdown"] = Select(input.Options.Select(option => (Words(option), option))) },
            // The Studio reads this height as the number of Elsa's word (0 Default, 1 Large), and stops at the word.
            "code-editor" => new Dictionary<string, object> { ["code-editor"] = new { editorHeight = 1, language = input.DefaultSyntax.ToLowerInvariant() } },
            "dynamic-outcomes" => Outcomes(type),
            _ => null,
        };
    }

    // A fork has only its branches; a script goes on by "Done" as well.
    private static Dictionary<string, object>? Outcomes(ActivityDescriptor type) => type.Type == "Elsa.RunJavaScript"
        ? new Dictionary<string, object> { ["DynamicOutcomesOptions"] = new { fixedOutcomes = new[] { "Done" } } }
        : null;

    private IEnumerable<(string Text, string Value)> Templates(InputDescriptor input) => templates
        .Where(template => input.Options.Count > 0 ? input.Options.Contains(template.BasedOn) : !template.BasedOn.StartsWith("account-", StringComparison.Ordinal))
        .Select(template => (Words(template.Name), template.Name));

    private static object Select(IEnumerable<(string Text, string Value)> choices) =>
        new { selectList = new { items = choices.Select(choice => new { text = choice.Text, value = choice.Value }), isFlagsEnum = false } };

    private static string Words(string name) =>
        string.Concat(name.Replace('-', ' ').Select((c, i) => i == 0 ? char.ToUpperInvariant(c) : i > 0 && char.IsUpper(c) && char.IsLower(name[i - 1]) ? c : c));
}
