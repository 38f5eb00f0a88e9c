using Markdig;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace PracticeReview.Mail;

/// <summary>
/// The two bodies of a mail, made of one Markdown text so that they can't say different things. Links with the title
/// "button" are shown as buttons, the first of a paragraph the strongest.
/// </summary>
internal static class MailBody
{
    /// <summary>
    /// Stands for a line break inside a value. A private-use character, so that to Markdown a value is one run of
    /// text, whatever its lines look like.
    /// </summary>
    public const char LineBreak = '\uE000';

    private const string ButtonStyle =
        "display:inline-block;margin:4px 8px 4px 0;padding:12px 22px;border:2px solid #0b6673;border-radius:8px;font-weight:600;text-decoration:none;";

    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().DisableHtml().UseSoftlineBreakAsHardlineBreak().Build();

    public static string Html(string markdown, string language, string subject)
    {
        var document = Markdown.Parse(markdown, Pipeline);
        foreach (var node in document.Descendants())
        {
            Style(node);
        }

        foreach (var link in document.Descendants<LinkInline>())
        {
            link.Title = null;
        }

        return MailShell.Around(document.ToHtml(Pipeline).Replace(LineBreak.ToString(), "<br>", StringComparison.Ordinal), language, subject);
    }

    public static string Text(string markdown) => MailPlainText.Of(Markdown.Parse(markdown, Pipeline));

    // Mail programs drop style sheets, so each element carries its style; the class is for dark mode, where it is kept.
    private static void Style(MarkdownObject node)
    {
        var (css, style) = node switch
        {
            ParagraphBlock { Parent: QuoteBlock } => ("", "margin:0"),
            ParagraphBlock => ("", "margin:0 0 16px"),
            ListBlock => ("", "margin:0 0 16px;padding:0 0 0 22px"),
            ListItemBlock => ("", "margin:0 0 6px"),
            QuoteBlock => ("quote", "margin:0 0 20px;padding:12px 16px;background:#eef5f5;border-left:4px solid #b5d5d8"),
            LinkInline { Title: "button", PreviousSibling: null } => ("button", ButtonStyle + "background:#0b6673;color:#ffffff"),
            LinkInline { Title: "button" } => ("button-quiet", ButtonStyle + "color:#0b6673"),
            LinkInline => ("link", "color:#0b6673"),
            _ => ("", ""),
        };
        if (style.Length > 0)
        {
            node.GetAttributes().AddProperty("style", style);
        }

        if (css.Length > 0)
        {
            node.GetAttributes().AddClass(css);
        }
    }
}
