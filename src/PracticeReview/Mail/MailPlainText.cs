using System.Text;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace PracticeReview.Mail;

/// <summary>Markdown as text that reads well without any formatting; the addresses of links are spelled out.</summary>
internal static class MailPlainText
{
    public static string Of(MarkdownDocument document)
    {
        var text = new StringBuilder();
        Append(text, document);
        return text.ToString().Trim() + "\n";
    }

    private static void Append(StringBuilder text, Block block)
    {
        switch (block)
        {
            case ThematicBreakBlock:
                text.Append("-- \n\n");
                break;
            case LeafBlock leaf:
                text.Append(Inlines(leaf.Inline).Trim()).Append("\n\n");
                break;
            case ListBlock list:
                foreach (var item in list.OfType<ListItemBlock>())
                {
                    AppendIndented(text, item, list.IsOrdered ? $"{item.Order}. " : "- ", null);
                }

                text.Append('\n');
                break;
            case QuoteBlock quote:
                AppendIndented(text, quote, "> ", "> ");
                text.Append('\n');
                break;
            case ContainerBlock container:
                foreach (var child in container)
                {
                    Append(text, child);
                }

                break;
        }
    }

    private static void AppendIndented(StringBuilder text, ContainerBlock block, string first, string? next)
    {
        var inner = new StringBuilder();
        foreach (var child in block)
        {
            Append(inner, child);
        }

        var indent = "\n" + (next ?? new string(' ', first.Length));
        text.Append(first).Append(inner.ToString().Trim().Replace("\n", indent, StringComparison.Ordinal)).Append('\n');
    }

    private static string Inlines(ContainerInline? inlines) => inlines is null ? "" : string.Concat(inlines.Select(inline => inline switch
    {
        LiteralInline literal => literal.Content.ToString().Replace(MailBody.LineBreak, '\n'),
        LineBreakInline => "\n",
        LinkInline { Title: "button" } button => $"{Inlines((ContainerInline)button)}:\n{button.Url}\n",
        LinkInline link => Inlines((ContainerInline)link) is var label && label == link.Url ? label : $"{label} ({link.Url})",
        HtmlEntityInline entity => entity.Transcoded.ToString(),
        CodeInline code => code.Content,
        ContainerInline container => Inlines(container),
        _ => "",
    })).Replace("\n ", "\n", StringComparison.Ordinal);
}
