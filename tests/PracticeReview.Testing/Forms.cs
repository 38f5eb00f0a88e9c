using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace PracticeReview.Testing;

/// <summary>Reads pages and sends their forms as a browser without JavaScript does.</summary>
public static class Forms
{
    /// <summary>Gets a page, which has to answer 200, and parses it.</summary>
    public static async Task<IHtmlDocument> PageAsync(this HttpClient client, string address)
    {
        using var response = await client.GetAsync(address);
        if (response.StatusCode != HttpStatusCode.OK)
        {
            throw new InvalidOperationException($"GET {address} answered {(int)response.StatusCode} {response.Headers.Location}");
        }

        return await response.PageAsync();
    }

    /// <summary>Parses the page in this response, whatever its status.</summary>
    public static async Task<IHtmlDocument> PageAsync(this HttpResponseMessage response) =>
        await new HtmlParser().ParseDocumentAsync(await response.Content.ReadAsStringAsync());

    /// <summary>
    /// Gets a page, fills in its form, and sends it with the antiforgery token and everything else that stood in it.
    /// </summary>
    /// <param name="client">Who sends.</param>
    /// <param name="address">Address of the page.</param>
    /// <param name="values">What to change, by field name; null takes a field out.</param>
    /// <param name="form">CSS selector of the form; default: the first one in main that posts.</param>
    /// <param name="button">CSS selector, within the form, of the button to press: its name and formaction count.</param>
    public static async Task<HttpResponseMessage> SubmitAsync(
        this HttpClient client, string address, IReadOnlyDictionary<string, string?>? values = null, string form = "main form[method=post]", string? button = null) =>
        await client.SubmitAsync(await client.PageAsync(address), address, values, form, button);

    /// <summary>Fills in the form of a page that was read before, and sends it.</summary>
    public static async Task<HttpResponseMessage> SubmitAsync(
        this HttpClient client, IHtmlDocument page, string address, IReadOnlyDictionary<string, string?>? values = null, string form = "main form[method=post]", string? button = null)
    {
        var found = page.QuerySelector<IHtmlFormElement>(form) ?? throw new InvalidOperationException($"{address} has no {form}");
        var pressed = button is null ? null : found.QuerySelector(button) ?? throw new InvalidOperationException($"{address} has no {button} in {form}");
        var fields = Fields(found).Where(field => values?.ContainsKey(field.Key) != true).ToList();
        fields.AddRange((values ?? new Dictionary<string, string?>()).Where(pair => pair.Value is not null).Select(pair => KeyValuePair.Create(pair.Key, pair.Value!)));
        if (pressed?.GetAttribute("name") is { } name)
        {
            fields.Add(KeyValuePair.Create(name, pressed.GetAttribute("value") ?? ""));
        }

        var action = pressed?.GetAttribute("formaction") ?? found.GetAttribute("action");
        var target = string.IsNullOrEmpty(action) ? address : action;
        return await client.PostAsync(target, new FormUrlEncodedContent(fields));
    }

    private static IEnumerable<KeyValuePair<string, string>> Fields(IHtmlFormElement form) =>
        form.Elements.Where(element => element.HasAttribute("name") && !element.HasAttribute("disabled")).SelectMany(element => element switch
        {
            IHtmlInputElement { Type: "checkbox" or "radio" } choice => choice.IsChecked ? [choice.Value] : Array.Empty<string>(),
            IHtmlInputElement { Type: "submit" or "image" or "button" or "reset" or "file" } => [],
            IHtmlInputElement input => [input.Value],
            IHtmlTextAreaElement text => [text.Value],
            IHtmlSelectElement select => select.Options.Where(option => option.IsSelected).Select(option => option.Value),
            _ => [],
        }, (element, value) => KeyValuePair.Create(element.GetAttribute("name")!, value));
}
