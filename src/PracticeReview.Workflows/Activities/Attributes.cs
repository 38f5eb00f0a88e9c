namespace PracticeReview.Workflows.Activities;

/// <summary>Makes a class known to definitions under a type name, and describes it to the Studio.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ActivityAttribute(string type) : Attribute
{
    /// <summary>Type name in definitions, as <c>PracticeReview.AssignReviewers</c>.</summary>
    public string Type { get; } = type;

    /// <summary>Group in the palette.</summary>
    public string Category { get; set; } = "Miscellaneous";

    /// <summary>Name in the palette; by default the last part of the type in words.</summary>
    public string? DisplayName { get; set; }

    /// <summary>What the activity does.</summary>
    public string? Description { get; set; }

    /// <summary>How it can end; none means "Done".</summary>
    public string[] Outcomes { get; set; } = [];

    /// <summary>Its completion completes the container.</summary>
    public bool IsTerminal { get; set; }

    /// <summary>It may start a workflow on its own.</summary>
    public bool IsTrigger { get; set; }

    /// <summary>Not offered in the palette.</summary>
    public bool IsHidden { get; set; }
}

/// <summary>A property that a definition sets: by a literal or an expression.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class InputAttribute : Attribute
{
    /// <summary>Name shown; by default the property's name in words.</summary>
    public string? DisplayName { get; set; }

    /// <summary>What it means, with units.</summary>
    public string? Description { get; set; }

    /// <summary>Which inputs belong together, such as "Invitations"; it begins their names. Null for those that stand alone.</summary>
    public string? Category { get; set; }

    /// <summary>Value when the definition gives none.</summary>
    public object? DefaultValue { get; set; }

    /// <summary>Elsa's name of the editor: "singleline", "multiline", "dropdown", "checkbox", "code-editor", …</summary>
    public string? UIHint { get; set; }

    /// <summary>Values to choose from.</summary>
    public string[] Options { get; set; } = [];

    /// <summary>The expression type that the Studio starts with.</summary>
    public string DefaultSyntax { get; set; } = "Literal";

    /// <summary>Position among the inputs.</summary>
    public float Order { get; set; }

    /// <summary>The least number that it takes.</summary>
    public double Minimum { get; set; } = double.NegativeInfinity;

    /// <summary>The largest number that it takes.</summary>
    public double Maximum { get; set; } = double.PositiveInfinity;

    /// <summary>Must be given in the definition.</summary>
    public bool IsRequired { get; set; }

    /// <summary>Its value is never shown.</summary>
    public bool IsSensitive { get; set; }

    /// <summary>Evaluated and set before each call; false when the activity evaluates it itself.</summary>
    public bool AutoEvaluate { get; set; } = true;
}

/// <summary>A property that the runtime hands on, after each call, to the bound variable and to later expressions.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class OutputAttribute : Attribute
{
    /// <summary>Name shown; by default the property's name in words.</summary>
    public string? DisplayName { get; set; }

    /// <summary>What it means.</summary>
    public string? Description { get; set; }
}

/// <summary>Names a member that holds child activities.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class PortAttribute(string name) : Attribute
{
    /// <summary>Name in PascalCase; in the JSON in camel case.</summary>
    public string Name { get; } = name;

    /// <summary>The member holds several activities, as a list; else one.</summary>
    public bool IsList { get; init; }
}
