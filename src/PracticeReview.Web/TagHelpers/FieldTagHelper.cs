using System.Globalization;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;
using PracticeReview.Web.Texts;

namespace PracticeReview.Web.TagHelpers;

/// <summary>
/// One form field, always built alike: label, hint, error, control, and the ARIA that ties them together.
/// <c>&lt;field for="Input.Email" label="@L["E-mail address"]" type="email" /&gt;</c>. Types: those of
/// <c>input</c>, and textarea, select, checkbox, checks (several), radios (one); the last ones take <c>options</c>.
/// Without <c>for</c>: <c>name</c>, <c>value</c> (or selected options) and <c>error</c>. Other attributes go to the control.
/// </summary>
public sealed class FieldTagHelper(IStringLocalizer<SharedTexts> texts) : TagHelper
{
    /// <summary>The property of the page, which gives name, value and error.</summary>
    public ModelExpression? For { get; set; }

    /// <summary>Name of the control, when there is no <see cref="For"/>.</summary>
    public string? Name { get; set; }

    /// <summary>Value of the control, when there is no <see cref="For"/>.</summary>
    public string? Value { get; set; }

    /// <summary>What is wrong; taken from the model state when not given.</summary>
    public string? Error { get; set; }

    /// <summary>The question.</summary>
    public string Label { get; set; } = "";

    /// <summary>Help below the label.</summary>
    public string? Hint { get; set; }

    /// <summary>Kind of control.</summary>
    public string Type { get; set; } = "text";

    /// <summary>Says after the label that it may stay empty.</summary>
    public bool Optional { get; set; }

    /// <summary>Lines of a textarea.</summary>
    public int Rows { get; set; } = 6;

    /// <summary>Words that the text should not exceed; counted below the field.</summary>
    public int? MaxWords { get; set; }

    /// <summary>Characters that the text should not exceed; counted below the field.</summary>
    public int? MaxCharacters { get; set; }

    /// <summary>Choices of select, checks and radios.</summary>
    public IEnumerable<SelectListItem>? Options { get; set; }

    /// <summary>The page.</summary>
    [HtmlAttributeNotBound, ViewContext]
    public ViewContext ViewContext { get; set; } = null!;

    private string FieldName => Name ?? ViewContext.ViewData.TemplateInfo.GetFullHtmlFieldName(For?.Name ?? "");

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var name = FieldName;
        var id = IdFor(name);
        ViewContext.ModelState.TryGetValue(name, out var state);
        // Razor makes an empty text of null in an attribute.
        var error = string.IsNullOrEmpty(Error) ? state?.Errors.FirstOrDefault()?.ErrorMessage : Error;
        Hint = string.IsNullOrEmpty(Hint) ? null : Hint;
        var value = state?.AttemptedValue ?? Value ?? Text(For?.Model);
        var rest = output.Attributes.ToList();
        output.Attributes.Clear();

        var group = Type is "checks" or "radios";
        var described = string.Join(' ', new[]
        {
            Hint is null ? null : id + "-hint", error is null ? null : id + "-error", (MaxWords ?? MaxCharacters) is null ? null : id + "-count",
        }.OfType<string>());

        output.TagName = group ? "fieldset" : "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", error is null ? "field" : "field has-error");
        if (group)
        {
            output.Attributes.SetAttribute("id", id);
            Describe((key, text) => output.Attributes.SetAttribute(key, text), described, null);
        }

        var html = output.Content;
        if (Type == "checkbox")
        {
            html.AppendHtml(Messages(id, error)).AppendHtml(Checkbox(name, id, value, described, error, rest));
            return;
        }

        html.AppendHtml(LabelOf(group, id)).AppendHtml(Messages(id, error));
        html.AppendHtml(group ? Choices(name, id) : Control(name, id, value, described, error, rest));
        html.AppendHtml(Counter(id));
    }

    /// <summary>The id that the field with this name gets, so that summaries can link to it.</summary>
    public static string IdFor(string name) => TagBuilder.CreateSanitizedId(name, "_");

    private static void Describe(Action<string, string> set, string described, string? error)
    {
        if (described.Length > 0)
        {
            set("aria-describedby", described);
        }

        if (error is not null)
        {
            set("aria-invalid", "true");
        }
    }

    private TagBuilder LabelOf(bool group, string id)
    {
        var label = new TagBuilder(group ? "legend" : "label");
        label.AddCssClass("field-label");
        if (!group)
        {
            label.Attributes["for"] = id;
        }

        label.InnerHtml.Append(Label);
        AppendOptional(label);
        return label;
    }

    private void AppendOptional(TagBuilder label)
    {
        if (Optional)
        {
            label.InnerHtml.AppendHtml(" ").AppendHtml(Element("span", null, "field-optional", texts["(optional)"]));
        }
    }

    private HtmlContentBuilder Messages(string id, string? error)
    {
        var html = new HtmlContentBuilder();
        if (Hint is not null)
        {
            html.AppendHtml(Element("p", id + "-hint", "field-hint", Hint));
        }

        if (error is not null)
        {
            html.AppendHtml(Element("p", id + "-error", "field-error", error));
        }

        return html;
    }

    private TagBuilder Control(string name, string id, string? value, string described, string? error, List<TagHelperAttribute> rest)
    {
        var control = new TagBuilder(Type is "textarea" or "select" ? Type : "input");
        control.AddCssClass(Type == "select" ? "form-select" : "form-control");
        switch (Type)
        {
            case "textarea":
                control.Attributes["rows"] = Rows.ToString(CultureInfo.InvariantCulture);
                // Browsers drop the first line break of a textarea.
                control.InnerHtml.AppendHtml("\n").Append(value ?? "");
                break;
            case "select":
                foreach (var option in Options ?? [])
                {
                    control.InnerHtml.AppendHtml(OptionOf(option, value));
                }

                break;
            default:
                control.TagRenderMode = TagRenderMode.SelfClosing;
                control.Attributes["type"] = Type;
                if (Type != "password" && value is not null)
                {
                    control.Attributes["value"] = value;
                }

                break;
        }

        control.Attributes["id"] = id;
        control.Attributes["name"] = name;
        Describe((key, text) => control.Attributes[key] = text, described, error);
        Pass(rest, control);
        return control;
    }

    private static TagBuilder OptionOf(SelectListItem option, string? value)
    {
        var element = Element("option", null, null, option.Text);
        element.Attributes["value"] = option.Value;
        if (option.Selected || (value is not null && value == option.Value))
        {
            element.Attributes["selected"] = "selected";
        }

        return element;
    }

    private TagBuilder Checkbox(string name, string id, string? value, string described, string? error, List<TagHelperAttribute> rest)
    {
        var isOn = For?.Model is true || value is not null && value.StartsWith("true", StringComparison.OrdinalIgnoreCase);
        var box = Check("checkbox", name, id, "true", isOn);
        Describe((key, text) => box.Attributes[key] = text, described, error);
        Pass(rest, box);
        var label = Element("label", null, "form-check-label", Label);
        label.Attributes["for"] = id;
        AppendOptional(label);
        return Row(box, label);
    }

    private TagBuilder Choices(string name, string id)
    {
        var list = new TagBuilder("div");
        list.AddCssClass("choices");
        var number = 0;
        foreach (var option in Options ?? [])
        {
            var optionId = $"{id}-{++number}";
            var label = Element("label", null, "form-check-label", option.Text);
            label.Attributes["for"] = optionId;
            list.InnerHtml.AppendHtml(Row(Check(Type == "checks" ? "checkbox" : "radio", name, optionId, option.Value, option.Selected), label));
        }

        return list;
    }

    private static TagBuilder Check(string type, string name, string id, string value, bool isOn)
    {
        var box = new TagBuilder("input") { TagRenderMode = TagRenderMode.SelfClosing };
        box.AddCssClass("form-check-input");
        (box.Attributes["type"], box.Attributes["name"], box.Attributes["id"], box.Attributes["value"]) = (type, name, id, value);
        if (isOn)
        {
            box.Attributes["checked"] = "checked";
        }

        return box;
    }

    private static TagBuilder Row(TagBuilder box, TagBuilder label)
    {
        var row = new TagBuilder("div");
        row.AddCssClass("form-check");
        row.InnerHtml.AppendHtml(box).AppendHtml(label);
        return row;
    }

    private IHtmlContent Counter(string id)
    {
        if ((MaxWords ?? MaxCharacters) is not { } limit)
        {
            return HtmlString.Empty;
        }

        var counter = Element("p", id + "-count", "field-count", MaxWords is null ? texts["At most {0} characters", limit] : texts["At most {0} words", limit]);
        counter.Attributes["data-count-for"] = id;
        counter.Attributes["data-count-unit"] = MaxWords is null ? "characters" : "words";
        counter.Attributes["data-count-limit"] = limit.ToString(CultureInfo.InvariantCulture);
        counter.Attributes["data-count-text"] = MaxWords is null ? texts["{0} of at most {1} characters"] : texts["{0} of at most {1} words"];
        return counter;
    }

    private static TagBuilder Element(string name, string? id, string? css, string text)
    {
        var element = new TagBuilder(name);
        if (id is not null)
        {
            element.Attributes["id"] = id;
        }

        if (css is not null)
        {
            element.AddCssClass(css);
        }

        element.InnerHtml.Append(text);
        return element;
    }

    private static void Pass(List<TagHelperAttribute> rest, TagBuilder control)
    {
        foreach (var attribute in rest)
        {
            control.Attributes[attribute.Name] = attribute.ValueStyle == HtmlAttributeValueStyle.Minimized ? attribute.Name : attribute.Value?.ToString();
        }
    }

    private static string? Text(object? value) => value switch
    {
        null => null,
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };
}
