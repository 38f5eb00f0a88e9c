using System.Net;
using System.Text;
using Markdig;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace PracticeReview.Mail;

/// <summary>The two bodies of a mail, made of one Markdown text. A link with the title "button" is shown as a button.</summary>
internal static class MailBody
{
    private const string Button =
        "display:inline-block;padding:12px 22px;margin:4px 8px 4px 0;border-radius:8px;background:#0b6673;color:#ffffff;text-decoration:none;font-weight:600";

    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().DisableHtml().UseSoftlineBreakAsHardlineBreak().Build();

    public static string Html(string markdown, string language)
    {
        var document = Markdown.Parse(markdown, Pipeline);
        foreach (var link in document.Descendants<LinkInline>())
        {
            var attributes = link.GetAttributes();
            attributes.AddProperty("style", link.Title == "button" ? Button : "color:#0b6673");
            link.Title = null;
        }

        var direction = language is "ar" or "fa" or "he" or "ur" ? "rtl" : "ltr";
        return $"""
            <!doctype html>
            <html lang="{language}" dir="{direction}">
            <head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"></head>
            <body style="margin:0;padding:24px 12px;background:#f7f5f0;color:#12303d;font:16px/1.6 'Noto Sans',system-ui,-apple-system,'Segoe UI',sans-serif">
            <div style="max-width:600px;margin:0 auto;padding:24px 28px;background:#ffffff;border:1px solid #ddd8cc;border-radius:12px">
            {document.ToHtml(Pipeline)}
            </div>
            <p style="max-width:600px;margin:16px auto 0;font-size:13px;color:#49616c;text-align:center">{WebUtility.HtmlEncode(SiteOptions.Name(language))}</p>
            </body>
            </html>
            """;
    }

    public static string Text(string markdown)
    {
        var text = new StringBuilder();
        foreach (var block in Markdown.Parse(markdown, Pipeline))
        {
            Append(text, block, "");
        }

        return text.ToString().Trim() + "\n";
    }

    private static void Append(StringBuilder text, Block block, string indent)
    {
        switch (block)
        {
            case ListBlock list:
                foreach (var item in list.Cast<ListItemBlock>())
                {
                    foreach (var (child, index) in item.Select((child, index) => (child, index)))
                    {
                        Append(text, child, indent + (index == 0 ? "- " : "  "));
                    }
                }

                break;
            case QuoteBlock quote:
                foreach (var child in quote)
                {
                    Append(text, child, indent + "  ");
                }

                break;
            case LeafBlock { Inline: not null } leaf:
                text.Append(indent);
                Append(text, leaf.Inline);
                text.Append("\n\n");
                break;
            case ThematicBreakBlock:
                text.Append("--\n\n");
                break;
        }
    }

    private static void Append(StringBuilder text, ContainerInline inlines)
    {
        foreach (var inline in inlines)
        {
            switch (inline)
            {
                case LiteralInline literal:
                    text.Append(literal.Content.AsSpan());
                    break;
                case LineBreakInline:
                    text.Append('\n');
                    break;
                case LinkInline link:
                    Append(text, link);
                    text.Append(":\n").Append(link.Url);
                    break;
                case HtmlEntityInline entity:
                    text.Append(entity.Transcoded.AsSpan());
                    break;
                case CodeInline code:
                    text.Append(code.Content);
                    break;
                case ContainerInline container:
                    Append(text, container);
                    break;
            }
        }
    }
}
