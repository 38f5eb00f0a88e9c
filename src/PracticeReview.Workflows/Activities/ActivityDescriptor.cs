using System.Globalization;
using System.Linq.Expressions;
using System.Reflection;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using PracticeReview.Workflows.Definitions;
using PracticeReview.Workflows.Execution;

namespace PracticeReview.Workflows.Activities;

/// <summary>What is known of an activity type: for validation, for the runtime, and for the Studio.</summary>
public sealed class ActivityDescriptor
{
    private readonly Func<IServiceProvider, Activity> _create;

    private ActivityDescriptor(Type implementation, ActivityAttribute about)
    {
        _create = CreatorOf(implementation);
        Implementation = implementation;
        Type = about.Type;
        Category = about.Category;
        DisplayName = about.DisplayName ?? InWords(about.Type[(about.Type.LastIndexOf('.') + 1)..]);
        Description = about.Description;
        IsTerminal = about.IsTerminal;
        IsTrigger = about.IsTrigger;
        IsHidden = about.IsHidden;
        Outcomes = about.Outcomes is { Length: > 0 } given ? given : ["Done"];
        var ports = implementation.GetCustomAttributes<PortAttribute>().ToList();
        Ports = [.. ports.Select(p => p.Name)];
        ListPorts = [.. ports.Where(p => p.IsList).Select(p => p.Name)];
        var properties = implementation.GetProperties(BindingFlags.Public | BindingFlags.Instance);
        Inputs =
        [
            .. properties.Select(p => (Property: p, About: p.GetCustomAttribute<InputAttribute>()))
                .Where(p => p.About is not null)
                .Select(p => new InputDescriptor(p.Property, p.About!))
                .OrderBy(i => i.Order),
        ];
        Number(Inputs);
        Outputs =
        [
            .. properties.Select(p => (Property: p, About: p.GetCustomAttribute<OutputAttribute>()))
                .Where(p => p.About is not null)
                .Select(p => new OutputDescriptor(p.Property, p.About!)),
        ];
    }

    private ActivityDescriptor(WorkflowDefinition workflow)
    {
        _create = _ => new UsedWorkflow();
        Implementation = typeof(UsedWorkflow);
        Workflow = workflow;
        Type = workflow.ActivityType;
        Version = workflow.Version;
        Category = workflow.ActivityCategory ?? "Workflows";
        DisplayName = workflow.Name;
        Description = workflow.Description;
        Outcomes = workflow.Outcomes is { Count: > 0 } given ? given : ["Done"];
        Inputs = [.. workflow.Inputs.Select(i => new InputDescriptor(i))];
        Number(Inputs);
        Outputs = [.. workflow.Outputs.Select(o => new OutputDescriptor(o))];
    }

    /// <summary>Type name in definitions.</summary>
    public string Type { get; }

    /// <summary>Version of the type; that of the workflow for a workflow used as an activity.</summary>
    public int Version { get; } = 1;

    /// <summary>Group in the palette.</summary>
    public string Category { get; }

    /// <summary>Name in the palette.</summary>
    public string DisplayName { get; }

    /// <summary>What it does.</summary>
    public string? Description { get; }

    /// <summary>"Trigger" or "Action", as Elsa names them.</summary>
    public string Kind => IsTrigger ? "Trigger" : "Action";

    /// <summary>Its completion completes the container.</summary>
    public bool IsTerminal { get; }

    /// <summary>It may start a workflow on its own.</summary>
    public bool IsTrigger { get; }

    /// <summary>Not offered in the palette.</summary>
    public bool IsHidden { get; }

    /// <summary>The outcomes known beforehand; those of a Switch, Fork or script come from the definition.</summary>
    public IReadOnlyList<string> Outcomes { get; }

    /// <summary>Members that hold child activities, in PascalCase.</summary>
    public IReadOnlyList<string> Ports { get; } = [];

    /// <summary>Those of <see cref="Ports"/> that hold several activities.</summary>
    public IReadOnlyList<string> ListPorts { get; } = [];

    /// <summary>What a definition sets, in order.</summary>
    public IReadOnlyList<InputDescriptor> Inputs { get; }

    /// <summary>What the activity gives.</summary>
    public IReadOnlyList<OutputDescriptor> Outputs { get; }

    /// <summary>The workflow behind a workflow used as an activity.</summary>
    public WorkflowDefinition? Workflow { get; }

    /// <summary>The class.</summary>
    public Type Implementation { get; }

    /// <summary>Describes a class from its attributes; null when it is no activity.</summary>
    public static ActivityDescriptor? From(Type implementation) =>
        implementation.IsAbstract || !implementation.IsSubclassOf(typeof(Activity)) || implementation.GetCustomAttribute<ActivityAttribute>() is not { } about
            ? null
            : new ActivityDescriptor(implementation, about);

    internal static ActivityDescriptor From(WorkflowDefinition workflow) => new(workflow);

    internal Activity Create(IServiceProvider scope) => _create(scope);

    private static Func<IServiceProvider, Activity> CreatorOf(Type implementation)
    {
        if (implementation.GetConstructor([]) is { } plain)
        {
            var make = Expression.Lambda<Func<Activity>>(Expression.New(plain)).Compile();
            return _ => make();
        }

        var factory = ActivatorUtilities.CreateFactory(implementation, []);
        return scope => (Activity)factory(scope, null);
    }

    private static void Number(IReadOnlyList<InputDescriptor> inputs)
    {
        for (var i = 0; i < inputs.Count; i++)
        {
            inputs[i].Index = i;
        }
    }

    internal static string InWords(string name) =>
        string.Concat(name.Select((c, i) => i > 0 && char.IsUpper(c) && !char.IsUpper(name[i - 1]) ? " " + char.ToLowerInvariant(c) : c.ToString()));
}

/// <summary>An input of an activity type.</summary>
public sealed class InputDescriptor
{
    private readonly PropertyInfo? _property;
    private readonly (double Minimum, double Maximum) _range = (double.NegativeInfinity, double.PositiveInfinity);

    internal InputDescriptor(PropertyInfo property, InputAttribute about)
    {
        _property = property;
        _range = (about.Minimum, about.Maximum);
        Name = property.Name;
        Type = property.PropertyType;
        DisplayName = Grouped(about.Category, about.DisplayName ?? ActivityDescriptor.InWords(Name));
        Description = about.Description;
        Category = about.Category;
        DefaultValue = about.DefaultValue;
        Options = about.Options is { Length: > 0 } given ? given : Bare(Type).IsEnum ? Enum.GetNames(Bare(Type)) : [];
        UIHint = about.UIHint ?? (Bare(Type) == typeof(bool) ? "checkbox" : Options.Count > 0 ? "dropdown" : "singleline");
        DefaultSyntax = about.DefaultSyntax;
        Order = about.Order;
        IsRequired = about.IsRequired;
        IsSensitive = about.IsSensitive;
        AutoEvaluate = about.AutoEvaluate;
    }

    internal InputDescriptor(InputDefinition input)
    {
        Name = input.Name;
        Type = typeof(JsonNode);
        DisplayName = input.DisplayName ?? input.Name;
        Description = input.Description;
        Category = input.Category;
        DefaultValue = input.DefaultValue;
        UIHint = input.UIHint ?? "singleline";
        DeclaredType = input.TypeName;
    }

    /// <summary>Name in PascalCase; in the JSON in camel case.</summary>
    public string Name { get; }

    /// <summary>CLR type that the value is converted to.</summary>
    public Type Type { get; }

    /// <summary>Type as a workflow declares it, for workflows used as activities.</summary>
    public string? DeclaredType { get; }

    /// <summary>Name shown; begins with the group that it belongs to, since the Studio draws no headings among inputs.</summary>
    public string DisplayName { get; }

    /// <summary>What it means.</summary>
    public string? Description { get; }

    /// <summary>Which inputs belong together; null for those that stand alone.</summary>
    public string? Category { get; }

    /// <summary>Value when the definition gives none.</summary>
    public object? DefaultValue { get; }

    /// <summary>Elsa's name of the editor.</summary>
    public string UIHint { get; }

    /// <summary>Values to choose from.</summary>
    public IReadOnlyList<string> Options { get; } = [];

    /// <summary>The expression type that the Studio starts with.</summary>
    public string DefaultSyntax { get; } = "Literal";

    /// <summary>Position among the inputs.</summary>
    public float Order { get; }

    /// <summary>Must be given in the definition.</summary>
    public bool IsRequired { get; }

    /// <summary>Its value is never shown.</summary>
    public bool IsSensitive { get; }

    /// <summary>Position in the type's list.</summary>
    internal int Index { get; set; }

    /// <summary>Set before each call; false when the activity evaluates it itself.</summary>
    public bool AutoEvaluate { get; } = true;

    /// <summary>The value, if it is within the limits of the input.</summary>
    /// <exception cref="ActivityFaultException">It is a number beyond them.</exception>
    internal object? Within(object? value)
    {
        var isLimited = double.IsFinite(_range.Minimum) || double.IsFinite(_range.Maximum);
        var number = isLimited && value is int or long or double or decimal ? Convert.ToDouble(value, CultureInfo.InvariantCulture) : (double?)null;
        return number is null || number >= _range.Minimum && number <= _range.Maximum
            ? value
            : throw new ActivityFaultException(FormattableString.Invariant($"'{DisplayName}' takes numbers from {_range.Minimum} to {_range.Maximum}; this is {number}."));
    }

    internal void Set(Activity activity, object? value)
    {
        if (_property?.CanWrite == true)
        {
            _property.SetValue(activity, value);
        }
    }

    internal object? InitialValue(Activity activity) => _property?.GetValue(activity);

    private static string Grouped(string? category, string name) => string.IsNullOrEmpty(category) || name.Length == 0 ? name : $"{category} – {char.ToLowerInvariant(name[0])}{name[1..]}";

    private static Type Bare(Type type) => Nullable.GetUnderlyingType(type) ?? type;
}

/// <summary>An output of an activity type.</summary>
public sealed class OutputDescriptor
{
    private readonly PropertyInfo? _property;

    internal OutputDescriptor(PropertyInfo property, OutputAttribute about)
    {
        _property = property;
        Name = property.Name;
        Type = property.PropertyType;
        DisplayName = about.DisplayName ?? ActivityDescriptor.InWords(Name);
        Description = about.Description;
    }

    internal OutputDescriptor(OutputDefinition output)
    {
        Name = output.Name;
        Type = typeof(JsonNode);
        DeclaredType = output.TypeName;
        DisplayName = output.DisplayName ?? output.Name;
        Description = output.Description;
    }

    /// <summary>Name in PascalCase.</summary>
    public string Name { get; }

    /// <summary>CLR type.</summary>
    public Type Type { get; }

    /// <summary>Type as a workflow declares it, for workflows used as activities.</summary>
    public string? DeclaredType { get; }

    /// <summary>Name shown.</summary>
    public string DisplayName { get; }

    /// <summary>What it means.</summary>
    public string? Description { get; }

    internal object? Get(Activity activity) => _property?.GetValue(activity);
}
