using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Acornima.Ast;
using Jint;
using Jint.Native;
using Jint.Runtime;
using PracticeReview.Workflows.Execution;
using JsonSerializer = Jint.Native.Json.JsonSerializer;

namespace PracticeReview.Workflows.Expressions;

/// <summary>Evaluates scripts: no access to .NET, and limits of time, memory, statements and recursion. Functions are Elsa's, made only when the script names them.</summary>
internal static partial class JavaScriptRun
{
    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(5);

    public static JsonNode? Evaluate(string code, Prepared<Script> script, VariableScope scope, Action<Engine>? extend = null)
    {
        var engine = new Engine(options =>
        {
            options.TimeoutInterval(TimeLimit)
                .LimitMemory(64_000_000)
                .LimitRecursion(256)
                .MaxStatements(2_000_000)
                .RegexTimeoutInterval(TimeSpan.FromSeconds(1))
                .CancellationToken(scope.Cancellation);
            // A stack that is used up can't be caught: it ends the process.
            options.Constraints.StackOverflowGuard = true;
        });
        try
        {
            var before = AddVariables(engine, code, scope);
            AddFunctions(engine, code, scope, before);
            extend?.Invoke(engine);
            var result = ToNode(engine, engine.Evaluate(script).UnwrapIfPromise());
            TakeBackVariables(engine, before, scope);
            return result;
        }
        catch (JavaScriptException e)
        {
            throw new ActivityFaultException($"{e.Message} (line {e.Location.Start.Line}, column {e.Location.Start.Column + 1})", e);
        }
        catch (Exception e) when (e is TimeoutException or MemoryLimitExceededException or StatementsCountOverflowException or RecursionDepthOverflowException)
        {
            throw new ActivityFaultException($"The script was stopped: {e.Message}", e);
        }
        catch (Exception e) when (e is System.Text.Json.JsonException or InsufficientExecutionStackException)
        {
            throw new ActivityFaultException("The script was stopped: A value or a text of code is nested too deep.", e);
        }
    }

    /// <summary>A JavaScript value as JSON; dates as ISO text, functions and undefined as null.</summary>
    public static JsonNode? ToNode(Engine engine, JsValue value)
    {
        if (value.IsString())
        {
            return JsonValue.Create(value.AsString());
        }

        if (value.IsNumber())
        {
            return Values.ToNode(value.AsNumber());
        }

        if (value.IsBoolean())
        {
            return JsonValue.Create(value.AsBoolean());
        }

        if (value.IsNull() || value.IsUndefined())
        {
            return null;
        }

        var text = new JsonSerializer(engine).Serialize(value, JsValue.Undefined, JsValue.Undefined);
        return text.IsString() ? JsonNode.Parse(text.AsString()) : null;
    }

    private static JsValue ToJs(Engine engine, JsonNode? value) => value switch
    {
        null => JsValue.Null,
        JsonObject or JsonArray => new Jint.Native.Json.JsonParser(engine).Parse(value.ToJsonString()),
        _ => JsValue.FromObject(engine, Values.ToPlain(value) is long whole ? (double)whole : Values.ToPlain(value)),
    };

    private static void AddFunctions(Engine engine, string code, VariableScope scope, Dictionary<string, string> copied)
    {
        void Add(string name, Func<JsValue[], JsValue> function)
        {
            if (code.Contains(name, StringComparison.Ordinal))
            {
                engine.SetValue(name, new Jint.Runtime.Interop.ClrFunction(engine, name, (_, arguments) => function(arguments)));
            }
        }

        static string Text(JsValue[] arguments, int index = 0) =>
            index < arguments.Length && !arguments[index].IsUndefined() && !arguments[index].IsNull() ? arguments[index].ToString() : "";
        static JsValue Value(JsValue[] arguments, int index) => index < arguments.Length ? arguments[index] : JsValue.Undefined;
        JsValue Js(JsonNode? value) => ToJs(engine, value);

        if (code.Contains("get", StringComparison.Ordinal) || code.Contains("set", StringComparison.Ordinal))
        {
            foreach (var name in scope.InputNames().Where(n => n.Length > 0))
            {
                Add("get" + Capital(name), _ => Js(scope.Input(name)));
            }

            foreach (var name in scope.VariableNames().Where(n => n.Length > 0).Distinct().ToList())
            {
                Add("get" + Capital(name), _ => scope.TryGet(name, out var v) ? Js(v) : JsValue.Null);
                Add("set" + Capital(name), a => Set(name, Value(a, 0)));
            }
        }

        JsValue Set(string name, JsValue value)
        {
            scope.SetOrAdd(name, ToNode(engine, value));
            if (copied.ContainsKey(name))
            {
                engine.GetValue("variables").AsObject().Set(name, value);
                copied[name] = ToNode(engine, value)?.ToJsonString() ?? "null";
            }

            return JsValue.Undefined;
        }

        if (scope.Arguments is { } arguments && code.Contains("args", StringComparison.Ordinal))
        {
            engine.SetValue("args", Js(arguments));
        }

        Add("getVariable", a => scope.TryGet(Text(a), out var v) ? Js(v) : JsValue.Null);
        Add("setVariable", a => Set(Text(a), Value(a, 1)));
        Add("getInput", a => Js(scope.Input(Text(a))));
        Add("getOutputFrom", a => Js(scope.Output(Text(a), Text(a, 1) is { Length: > 0 } output ? output : null)));
        Add("getLastResult", _ => Js(scope.Instance.LastResult));
        Add("getWorkflowInstanceId", _ => scope.Instance.Id);
        Add("getWorkflowInstanceName", _ => (JsValue?)scope.Instance.Name ?? JsValue.Null);
        Add("setWorkflowInstanceName", a => scope.Instance.Name = Text(a));
        Add("getWorkflowDefinitionId", _ => scope.Instance.DefinitionId);
        Add("getWorkflowDefinitionVersionId", _ => scope.Instance.DefinitionVersionId);
        Add("getWorkflowDefinitionVersion", _ => scope.Instance.Version);
        Add("getCorrelationId", _ => (JsValue?)scope.Instance.CorrelationId ?? JsValue.Null);
        Add("setCorrelationId", a => scope.Instance.CorrelationId = Text(a));
        Add("isNullOrEmpty", a => Text(a).Length == 0);
        Add("isNullOrWhiteSpace", a => string.IsNullOrWhiteSpace(Text(a)));
        Add("parseGuid", a => Guid.Parse(Text(a)).ToString());
        Add("newGuid", _ => Guid.Parse(scope.NewId()).ToString());
        Add("newGuidString", _ => Guid.Parse(scope.NewId()).ToString());
        Add("getGuidString", _ => Guid.Parse(scope.NewId()).ToString());
        Add("stringToBase64", a => Convert.ToBase64String(Encoding.UTF8.GetBytes(Text(a))));
        Add("stringFromBase64", a => Encoding.UTF8.GetString(Convert.FromBase64String(Text(a))));
        Add("newShortGuid", _ => Convert.ToBase64String(Guid.Parse(scope.NewId()).ToByteArray()).Replace('/', '_').Replace('+', '-')[..22]);
        Add("toJson", a => new JsonSerializer(engine).Serialize(Value(a, 0), JsValue.Undefined, JsValue.Undefined));
        Add("parseJson", a => new Jint.Native.Json.JsonParser(engine).Parse(Text(a)));
        foreach (Match call in OutputCalls().Matches(code))
        {
            Add(call.Value, _ => Js(scope.Output(call.Groups[2].Value, call.Groups[1].Value)));
        }
    }

    // The script gets its own copy of each variable that it mentions as variables.X; changed ones are taken back.
    private static Dictionary<string, string> AddVariables(Engine engine, string code, VariableScope scope)
    {
        var before = new Dictionary<string, string>(StringComparer.Ordinal);
        if (!code.Contains("variables", StringComparison.Ordinal))
        {
            return before;
        }

        var variables = new JsObject(engine);
        foreach (Match mention in VariableMentions().Matches(code))
        {
            var name = mention.Groups[1].Value;
            if (scope.TryGet(name, out var value) && before.TryAdd(name, value?.ToJsonString() ?? "null"))
            {
                variables.Set(name, ToJs(engine, value));
            }
        }

        engine.SetValue("variables", variables);
        return before;
    }

    private static void TakeBackVariables(Engine engine, Dictionary<string, string> before, VariableScope scope)
    {
        foreach (var (name, old) in before)
        {
            var now = ToNode(engine, engine.GetValue("variables").AsObject().Get(name));
            if ((now?.ToJsonString() ?? "null") != old)
            {
                scope.Set(name, now);
            }
        }
    }

    // As Elsa names accessors: "my name" and "my_name" are getMyName.
    internal static string Capital(string name) => WordStarts().Replace(name, m => m.Groups[1].Value.ToUpperInvariant());

    [GeneratedRegex(@"(?:^|_| +)(.)")]
    private static partial Regex WordStarts();

    [GeneratedRegex(@"\bget(\w+?)From(\w+)\b")]
    private static partial Regex OutputCalls();

    [GeneratedRegex(@"\bvariables\.(\w+)")]
    private static partial Regex VariableMentions();
}
