using System.Text.Json.Nodes;
using PracticeReview.Workflows.Activities;

namespace PracticeReview.Web.Api.Elsa;

/// <summary>Activity types as the Studio's palette and editors want them described.</summary>
public static class ActivityDescriptions
{
    // These names of Elsa's are not offered in a palette, though definitions have them.
    private static readonly HashSet<string> Unlisted = ["Elsa.Workflow", "Elsa.FlowNode", "Elsa.Start"];
    private static readonly HashSet<string> Containers = ["Elsa.Flowchart", "Elsa.Sequence", "Elsa.Parallel", "Elsa.Fork"];

    /// <summary>A type as Elsa's activity descriptor.</summary>
    /// <param name="type">The type.</param>
    /// <param name="isOffered">It is in the palette, unless it is hidden there anyway.</param>
    /// <param name="choices">What drop-downs offer.</param>
    public static object Of(ActivityDescriptor type, bool isOffered, InputChoices choices) => new
    {
        typeName = type.Type,
        @namespace = type.Workflow is null ? type.Type[..Math.Max(0, type.Type.LastIndexOf('.'))] : "Workflows",
        name = type.Type[(type.Type.LastIndexOf('.') + 1)..],
        type.Version,
        type.Category,
        type.DisplayName,
        type.Description,
        inputs = type.Inputs.Select(input => Input(type, input, choices)),
        outputs = type.Outputs.Select((output, index) => new
        {
            output.Name, typeName = output.DeclaredType ?? TypeName(output.Type), output.DisplayName, output.Description, order = (float)index, isBrowsable = true, isSerializable = true, isSynthetic = type.Workflow is not null,
        }),
        type.Kind,
        ports = Ports(type),
        customProperties = CustomProperties(type),
        constructionProperties = ConstructionProperties(type),
        isContainer = Containers.Contains(type.Type),
        isBrowsable = isOffered && !type.IsHidden && !Unlisted.Contains(type.Type),
        isStart = type.Type == "Elsa.Start",
        type.IsTerminal,
    };

    /// <summary>Elsa's alias of a CLR type.</summary>
    public static string TypeName(Type type)
    {
        var bare = Nullable.GetUnderlyingType(type) ?? type;
        return bare.IsEnum ? "String"
            : bare == typeof(string) || bare == typeof(int) || bare == typeof(bool) || bare == typeof(double) || bare == typeof(DateTimeOffset) || bare == typeof(TimeSpan)
                || bare == typeof(Guid) || bare == typeof(long) || bare == typeof(decimal) || bare == typeof(DateTime) ? bare.Name
            : bare == typeof(JsonObject) ? "ObjectDictionary"
            : "Object";
    }

    private static object Input(ActivityDescriptor type, InputDescriptor input, InputChoices choices)
    {
        var hint = Hint(type, input);
        return new
        {
            input.Name,
            typeName = input.DeclaredType ?? (input.Type == typeof(string) || hint != "multitext" ? TypeName(input.Type) : "Object"),
            input.DisplayName,
            input.Description,
            input.Order,
            isBrowsable = true,
            isSynthetic = type.Workflow is not null,
            isWrapped = hint is not ("flow-switch-editor" or "switch-editor"),
            uiHint = hint,
            input.Category,
            defaultValue = input.DefaultValue is Enum word ? word.ToString() : input.DefaultValue,
            input.DefaultSyntax,
            isReadOnly = false,
            input.IsSensitive,
            storageDriverType = (string?)null,
            uiSpecifications = choices.Of(type, input),
        };
    }

    private static string Hint(ActivityDescriptor type, InputDescriptor input) =>
        InputChoices.IsTemplate(type, input) ? "dropdown" : input.UIHint == "multi-text" ? "multitext" : input.UIHint;

    private static object[] Ports(ActivityDescriptor type)
    {
        // The Studio takes what is browsable for one activity, and stops at a list.
        var embedded = type.Ports.Select(port => new { name = port, displayName = ActivityWords(port), type = "Embedded", isBrowsable = !type.ListPorts.Contains(port) });
        var ways = type.IsTerminal ? [] : type.Outcomes.Select(outcome => new { name = outcome, displayName = outcome, type = "Flow", isBrowsable = true });
        return [.. embedded, .. ways];
    }

    private static string ActivityWords(string port) => port.Length == 0 ? port : char.ToUpperInvariant(port[0]) + port[1..];

    // By these, in this spelling, the Studio knows a workflow: it then offers its newer versions, and opens it where an instance is shown.
    private static Dictionary<string, string> CustomProperties(ActivityDescriptor type) => type.Workflow is { } workflow
        ? new() { ["RootType"] = "WorkflowDefinitionActivity", ["WorkflowDefinitionId"] = workflow.DefinitionId, ["WorkflowDefinitionVersionId"] = workflow.Id }
        : [];

    // What the Studio writes into an activity that it makes of this type.
    private static object ConstructionProperties(ActivityDescriptor type) => type.Workflow is { } workflow
        ? new
        {
            workflowDefinitionId = workflow.DefinitionId, workflowDefinitionVersionId = workflow.Id,
            latestAvailablePublishedVersionId = workflow.Id, latestAvailablePublishedVersion = workflow.Version,
        }
        : new { };
}
