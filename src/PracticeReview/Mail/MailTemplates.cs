using System.Collections.Concurrent;
using Fluid;
using Fluid.Values;
using PracticeReview.Workflows.Expressions;

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
    private static readonly TemplateOptions Options = new() { MaxSteps = 10_000, MaxRecursion = 20 };

    // Texts change seldom; should somebody try thousands, they are parsed anew.
    private const int MostKept = 1000;
    private readonly ConcurrentDictionary<MailWords, (IFluidTemplate Subject, IFluidTemplate Body)> _parsed = new();

    /// <summary>Names of all templates.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        .. typeof(MailTemplates).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(ResourcePrefix, StringComparison.Ordinal))
            .Select(name => name[ResourcePrefix.Length..^".md".Length])
            .Order(StringComparer.Ordinal),
    ];

    private static readonly ConcurrentDictionary<(string Name, string Language), MailWords> ShippedWords = new();
    private const string ResourcePrefix = "PracticeReview.Mail.Templates.";

    /// <summary>Languages in which every template is written (ISO 639-1), the fallback first.</summary>
    public static readonly IReadOnlyList<string> Languages = [DefaultLanguage, "es", "fr"];

    /// <summary>The text that came with the product; in English where there is none in the language.</summary>
    /// <exception cref="InvalidOperationException">There is no such template.</exception>
    public static MailWords Shipped(string name, string language) => ShippedWords.GetOrAdd((name, language), key => Read(key.Name, key.Language));

    /// <summary>Why a text can't be read as Liquid; null when it can.</summary>
    public static string? Fault(string text) => LiquidSource.TryParse(text, out _, out var error) ? null : error;

    /// <summary>Renders a template as it came with the product.</summary>
    /// <exception cref="InvalidOperationException">There is no such template, or it can't be rendered.</exception>
    public Task<RenderedMail> RenderAsync(string name, string language, IReadOnlyDictionary<string, object?> model) =>
        RenderAsync(name, Shipped(name, language), language, model);

    /// <summary>Renders a text.</summary>
    /// <param name="name">The template, for messages.</param>
    /// <param name="words">Its text.</param>
    /// <param name="language">Its language.</param>
    /// <param name="model">What it is filled in with.</param>
    /// <exception cref="InvalidOperationException">It can't be rendered.</exception>
    public virtual async Task<RenderedMail> RenderAsync(string name, MailWords words, string language, IReadOnlyDictionary<string, object?> model)
    {
        if (_parsed.Count > MostKept)
        {
            _parsed.Clear();
        }

        var (subject, body) = _parsed.GetOrAdd(words, text => (ParseLiquid(name, text.Subject), ParseLiquid(name, text.Body)));
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

    private static MailWords Read(string name, string language)
    {
        using var stream = typeof(MailTemplates).Assembly.GetManifestResourceStream($"{ResourcePrefix}{name}.md")
            ?? throw new InvalidOperationException($"There is no e-mail template \"{name}\".");
        using var reader = new StreamReader(stream);
        var text = reader.ReadToEnd();
        var part = Part(text, language) ?? Part(text, DefaultLanguage)
            ?? throw new InvalidOperationException($"The e-mail template \"{name}\" has no part in English.");
        var end = part.IndexOf("\n\n", StringComparison.Ordinal);
        return new MailWords(part[..end], part[(end + 2)..]);
    }

    private static IFluidTemplate ParseLiquid(string name, string source) =>
        LiquidSource.TryParse(source, out var template, out var error)
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
