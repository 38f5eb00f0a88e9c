using System.Collections.Concurrent;
using Fluid;
using Fluid.Values;

namespace PracticeReview.Mail;

/// <summary>A rendered mail.</summary>
public sealed record RenderedMail(string Subject, string Text, string Html);

/// <summary>
/// The texts of mails. A template is a file with a part for each language: the subject, an empty line, and the body
/// in Markdown with Liquid. What people wrote is shown as they wrote it and never takes effect as Markdown or HTML.
/// </summary>
public class MailTemplates
{
    private const string DefaultLanguage = "en";
    private static readonly FluidParser Parser = new();
    private static readonly TemplateOptions Options = new() { MaxSteps = 10_000, MaxRecursion = 20 };
    private readonly ConcurrentDictionary<(string Name, string Language), (IFluidTemplate Subject, IFluidTemplate Body)> _templates = new();

    /// <summary>Names of all templates.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        .. typeof(MailTemplates).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(ResourcePrefix, StringComparison.Ordinal))
            .Select(name => name[ResourcePrefix.Length..^".md".Length])
            .Order(StringComparer.Ordinal),
    ];

    private const string ResourcePrefix = "PracticeReview.Mail.Templates.";

    /// <summary>Languages in which every template is written (ISO 639-1), the fallback first.</summary>
    public static readonly IReadOnlyList<string> Languages = [DefaultLanguage, "es", "fr"];

    /// <summary>Renders a template; in English where it has no part in the language.</summary>
    /// <exception cref="InvalidOperationException">There is no such template, or it can't be rendered.</exception>
    public virtual async Task<RenderedMail> RenderAsync(string name, string language, IReadOnlyDictionary<string, object?> model)
    {
        var (subject, body) = _templates.GetOrAdd((name, language), key => Parse(key.Name, key.Language));
        var markdown = await body.RenderAsync(Context(model, MailText.Escape));
        var line = MailText.OneLine(await subject.RenderAsync(Context(model, MailText.OneLine)));
        return new RenderedMail(
            line,
            MailBody.Text(markdown),
            MailBody.Html(markdown, language, line));
    }

    private static TemplateContext Context(IReadOnlyDictionary<string, object?> model, Func<string, string> text)
    {
        var context = new TemplateContext(Options);
        foreach (var (name, value) in model)
        {
            context.SetValue(name, FluidValue.Create(MailText.Model(value, text), Options));
        }

        return context;
    }

    private static (IFluidTemplate Subject, IFluidTemplate Body) Parse(string name, string language)
    {
        using var stream = typeof(MailTemplates).Assembly.GetManifestResourceStream($"{ResourcePrefix}{name}.md")
            ?? throw new InvalidOperationException($"There is no e-mail template \"{name}\".");
        using var reader = new StreamReader(stream);
        var text = reader.ReadToEnd();
        var part = Part(text, language) ?? Part(text, DefaultLanguage)
            ?? throw new InvalidOperationException($"The e-mail template \"{name}\" has no part in English.");
        var end = part.IndexOf("\n\n", StringComparison.Ordinal);
        return (ParseLiquid(name, part[..end]), ParseLiquid(name, part[(end + 2)..]));
    }

    private static IFluidTemplate ParseLiquid(string name, string source) =>
        Parser.TryParse(source, out var template, out var error)
            ? template
            : throw new InvalidOperationException($"The e-mail template \"{name}\" can't be read: {error}");

    /// <summary>A part begins with a line such as "=== es" and ends with the next.</summary>
    private static string? Part(string text, string language)
    {
        var head = $"=== {language}\n";
        var start = text.IndexOf(head, StringComparison.Ordinal);
        if (start < 0)
        {
            return null;
        }

        var end = text.IndexOf("\n=== ", start, StringComparison.Ordinal);
        return text[(start + head.Length)..(end < 0 ? text.Length : end)].Trim('\n');
    }
}
