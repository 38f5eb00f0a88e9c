using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Xml;
using Cronos;
using PracticeReview.Workflows.Activities.Scheduling;
using PracticeReview.Workflows.Execution;

namespace PracticeReview.Workflows.Expressions;

/// <summary>
/// All values of a workflow are JSON, so that a value is the same before and after a suspension.
/// This is where they come from and go to CLR types. Numbers and dates are written without regard to culture.
/// </summary>
internal static class Values
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter() },
        MaxDepth = StateJson.MaximumDepth,
    };

    /// <summary>A CLR value as JSON that stands alone.</summary>
    public static JsonNode? ToNode(object? value) => value switch
    {
        null => null,
        JsonNode node => node.Parent is null ? node : node.DeepClone(),
        string s => JsonValue.Create(s),
        bool b => JsonValue.Create(b),
        double d => double.IsInteger(d) && Math.Abs(d) < 1e15 ? JsonValue.Create((long)d)
            : double.IsFinite(d) ? JsonValue.Create(d)
            : JsonValue.Create(d.ToString(CultureInfo.InvariantCulture)),
        _ => JsonSerializer.SerializeToNode(value, Options),
    };

    /// <summary>As text: strings bare, True and False, numbers as they are, the rest as JSON; null is empty.</summary>
    public static string ToText(JsonNode? value)
    {
        if (value is null)
        {
            return "";
        }

        switch (value.GetValueKind())
        {
            case JsonValueKind.String: return value.ToString();
            case JsonValueKind.True: return "True";
            case JsonValueKind.False: return "False";
            case JsonValueKind.Number:
                var number = value.ToJsonString();
                return long.TryParse(number, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _) ? number
                    : double.Parse(number, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture);
            default: return value.ToJsonString(Options);
        }
    }

    /// <summary>As string, bool, long, double, list or dictionary.</summary>
    public static object? ToPlain(JsonNode? value) => value switch
    {
        null => null,
        JsonArray array => array.Select(ToPlain).ToList(),
        JsonObject json => json.ToDictionary(m => m.Key, m => ToPlain(m.Value), StringComparer.Ordinal),
        _ => value.GetValueKind() switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            JsonValueKind.Number when long.TryParse(value.ToJsonString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) => whole,
            JsonValueKind.Number => double.Parse(value.ToJsonString(), CultureInfo.InvariantCulture),
            _ => ToText(value),
        },
    };

    /// <summary>As a type that a workflow declares: "Int32", "Boolean", "DateTime", or a CLR name. Unknown types take anything.</summary>
    /// <exception cref="ActivityFaultException">The value doesn't fit.</exception>
    public static JsonNode? ToDeclared(JsonNode? value, string typeName, bool isArray)
    {
        if (value is null || isArray)
        {
            return value is JsonValue text && text.TryGetValue<string>(out var json) && json.TrimStart().StartsWith('[') ? ObjectExpression.Read(value).Evaluate(null!)?.DeepClone() : value;
        }

        var name = typeName.Split(',')[0];
        Type? type = name[(name.LastIndexOf('.') + 1)..] switch
        {
            "Int16" or "Int32" or "Int64" => typeof(long),
            "Single" or "Double" => typeof(double),
            "Decimal" => typeof(decimal),
            "Boolean" => typeof(bool),
            "String" => typeof(string),
            "DateTime" or "DateTimeOffset" => typeof(DateTimeOffset),
            "TimeSpan" => typeof(TimeSpan),
            "Guid" => typeof(Guid),
            _ => null,
        };
        return type is not null ? ToNode(Convert(value, type))
            : value is JsonValue v && v.TryGetValue<string>(out var s) && s.TrimStart() is ['{' or '[', ..] ? ObjectExpression.Read(value).Evaluate(null!)?.DeepClone()
            : value;
    }

    /// <summary>As a CLR type.</summary>
    /// <exception cref="ActivityFaultException">The value can't be read so.</exception>
    public static object? Convert(JsonNode? value, Type type)
    {
        if (type == typeof(JsonNode))
        {
            return ToNode(value);
        }

        if (type == typeof(object))
        {
            return ToPlain(value);
        }

        var bare = Nullable.GetUnderlyingType(type) ?? type;
        if (value is null || bare != typeof(string) && value is JsonValue && ToText(value).Length == 0)
        {
            return type.IsValueType && bare == type ? Activator.CreateInstance(type) : null;
        }

        try
        {
            return Read(value, bare);
        }
        catch (Exception e) when (e is FormatException or OverflowException or ArgumentException or JsonException or InvalidOperationException or NotSupportedException)
        {
            throw new ActivityFaultException($"{Quote(value)} can't be read as {InWords(bare)}.{(e is CronFormatException ? " " + e.Message : "")}", e);
        }
    }

    private static object? Read(JsonNode value, Type type)
    {
        if (type == typeof(string))
        {
            return ToText(value);
        }

        if (value is JsonObject || value is JsonArray)
        {
            return value.Deserialize(type, Options);
        }

        var text = ToText(value).Trim();
        var invariant = CultureInfo.InvariantCulture;
        return type switch
        {
            _ when type == typeof(bool) => value.GetValueKind() == JsonValueKind.Number ? double.Parse(text, invariant) != 0 : bool.Parse(text),
            _ when type == typeof(TimeSpan) => text.StartsWith('P') ? XmlConvert.ToTimeSpan(text) : TimeSpan.Parse(text, invariant),
            _ when type == typeof(DateTimeOffset) => DateTimeOffset.Parse(text, invariant, DateTimeStyles.AssumeUniversal).ToUniversalTime(),
            _ when type == typeof(DateTime) => DateTimeOffset.Parse(text, invariant, DateTimeStyles.AssumeUniversal).UtcDateTime,
            _ when type == typeof(Guid) => Guid.Parse(text),
            _ when type == typeof(CronSchedule) => CronSchedule.Parse(text),
            _ when type.IsEnum => Enum.Parse(type, text, ignoreCase: true),
            _ when type == typeof(decimal) => decimal.Parse(text, NumberStyles.Float, invariant),
            _ when type == typeof(double) || type == typeof(float) => System.Convert.ChangeType(double.Parse(text, invariant), type, invariant),
            _ when type.IsPrimitive => System.Convert.ChangeType(decimal.Parse(text, NumberStyles.Float, invariant), type, invariant),
            _ when text.StartsWith('[') || text.StartsWith('{') => JsonSerializer.Deserialize(text, type, Options),
            _ when typeof(System.Collections.IEnumerable).IsAssignableFrom(type) => new JsonArray(value.DeepClone()).Deserialize(type, Options),
            _ => value.Deserialize(type, Options),
        };
    }

    private static string Quote(JsonNode value) => ToText(value) is { Length: > 60 } longText ? $"'{longText[..60]}…'" : $"'{ToText(value)}'";

    private static string InWords(Type type) =>
        type == typeof(bool) ? "true or false"
        : type == typeof(TimeSpan) ? "a time span, as 1.02:30:00 for a day, two hours and a half"
        : type == typeof(DateTimeOffset) || type == typeof(DateTime) ? "a point in time, as 2026-03-01T09:00:00Z"
        : type == typeof(CronSchedule) ? "a cron expression"
        : type.IsEnum ? "one of " + string.Join(", ", Enum.GetNames(type))
        : type == typeof(int) || type == typeof(long) ? "a whole number"
        : type.IsPrimitive || type == typeof(decimal) ? "a number"
        : type == typeof(Guid) ? "an id"
        : type.Name;
}
