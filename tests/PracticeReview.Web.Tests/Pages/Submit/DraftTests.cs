using System.Net;
using System.Text.Json;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using PracticeReview.Practices;
using PracticeReview.Testing;

namespace PracticeReview.Web.Tests.Pages.Submit;

public class DraftTests(WebApp app) : IClassFixture<WebApp>
{
    private static Dictionary<string, string?> With(params (string Name, string? Value)[] values) => values.ToDictionary(pair => pair.Name, pair => pair.Value);

    private static async Task<string> BeginAsync(HttpClient client)
    {
        using var response = await client.SubmitAsync("/submit");
        return response.Headers.Location!.ToString().Split('/')[2];
    }

    private Task<PracticeContent> DraftAsync(string id) =>
        app.WithDataAsync(async db => (await db.Practices.AsNoTracking().SingleAsync(p => p.Id == Guid.Parse(id))).Draft);

    [Fact]
    public async Task A_section_is_saved_as_text_and_shown_escaped()
    {
        using var client = await app.SignedInAsync();
        var id = await BeginAsync(client);

        using var response = await client.SubmitAsync($"/submit/{id}/basics", With(("Title", "<script>alert(1)</script> & co"), ("Summary", "One\r\n\r\nTwo")));

        Assert.Equal($"/submit/{id}/place", response.Headers.Location!.ToString());
        var draft = await DraftAsync(id);
        Assert.Equal("<script>alert(1)</script> & co", draft.Title);
        Assert.Equal("One\n\nTwo", draft.Summary);
        var page = await client.PageAsync($"/submit/{id}/check");
        Assert.Contains("<script>alert(1)</script> & co", page.QuerySelector("main")!.TextContent);
        Assert.Empty(page.QuerySelectorAll("main script"));
    }

    [Fact]
    public async Task The_script_saves_and_gets_the_base_for_the_next_save()
    {
        using var client = await app.SignedInAsync();
        var id = await BeginAsync(client);
        var page = await client.PageAsync($"/submit/{id}/basics");

        var first = await AutoAsync(client, page, id, ("Title", "First"));
        var second = await AutoAsync(client, page, id, ("Title", "Second"), ("base", first.GetProperty("base").GetString()));

        Assert.Equal("saved", first.GetProperty("state").GetString());
        Assert.Equal("saved", second.GetProperty("state").GetString());
        Assert.Equal("Second", (await DraftAsync(id)).Title);
    }

    [Fact]
    public async Task Two_tabs_on_one_section_are_shown_side_by_side_and_the_choice_counts()
    {
        using var client = await app.SignedInAsync();
        var id = await BeginAsync(client);
        var address = $"/submit/{id}/basics";
        var tab = await client.PageAsync(address);
        using (await client.SubmitAsync(address, With(("Title", "Saved elsewhere"))))
        {
        }

        var auto = await AutoAsync(client, tab, id, ("Title", "Typed here"));
        using var response = await client.SubmitAsync(tab, address, With(("Title", "Typed here")));
        var choice = await response.PageAsync();

        Assert.Equal("conflict", auto.GetProperty("state").GetString());
        Assert.Equal(HttpStatusCode.Conflict, response.StatusCode);
        Assert.Contains("Typed here", choice.QuerySelector("main")!.TextContent);
        Assert.Contains("Saved elsewhere", choice.QuerySelector("main")!.TextContent);
        Assert.Equal("Saved elsewhere", (await DraftAsync(id)).Title);

        using (await client.SubmitAsync(choice, address))
        {
        }

        Assert.Equal("Typed here", (await DraftAsync(id)).Title);
    }

    [Fact]
    public async Task Two_tabs_on_different_sections_do_not_disturb_each_other()
    {
        using var client = await app.SignedInAsync();
        var id = await BeginAsync(client);
        var place = await client.PageAsync($"/submit/{id}/place");
        using (await client.SubmitAsync($"/submit/{id}/basics", With(("Title", "A title"))))
        {
        }

        using var response = await client.SubmitAsync(place, $"/submit/{id}/place", With(("Scope", "local")));

        Assert.Equal(HttpStatusCode.Found, response.StatusCode);
        Assert.Equal(("A title", "local"), ((await DraftAsync(id)).Title, (await DraftAsync(id)).Scope));
    }

    [Theory]
    [InlineData("place", "Scope", "galactic", "Choose from the list.")]
    [InlineData("place", "Countries", "XX", "Choose from the list.")]
    [InlineData("basics", "Language", "xx", "Choose from the list.")]
    [InlineData("basics", "StartDate", "yesterday", "Enter a date, such as 2021-06-30.")]
    [InlineData("compact", "PrimaryObjective", "24", "Choose from the list.")]
    [InlineData("organisations", "Organisations[0].Kind", "club", "Choose from the list.")]
    public async Task An_answer_that_is_none_is_told_at_its_field_and_not_kept(string section, string field, string value, string sentence)
    {
        using var client = await app.SignedInAsync();
        var id = await BeginAsync(client);

        using var response = await client.SubmitAsync($"/submit/{id}/{section}", With((field, value)));
        var page = await response.PageAsync();

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Contains(page.QuerySelectorAll(".field-error"), error => error.TextContent == sentence);
        Assert.DoesNotContain(value, JsonSerializer.Serialize(await DraftAsync(id)));
    }

    [Fact]
    public async Task A_text_that_is_far_too_long_is_shown_again_and_the_rest_is_saved()
    {
        using var client = await app.SignedInAsync();
        var id = await BeginAsync(client);
        var monster = new string('x', 20_001);

        using var response = await client.SubmitAsync($"/submit/{id}/basics", With(("Title", "Kept"), ("Summary", monster)));
        var page = await response.PageAsync();

        Assert.Equal(monster, ((IHtmlTextAreaElement)page.QuerySelector("#Summary")!).Value);
        Assert.Contains("20000", page.QuerySelector("#Summary-error")!.TextContent);
        Assert.Equal(("Kept", ""), ((await DraftAsync(id)).Title, (await DraftAsync(id)).Summary));
    }

    [Fact]
    public async Task A_text_over_the_limit_of_a_submission_is_saved_and_told()
    {
        using var client = await app.SignedInAsync();
        var id = await BeginAsync(client);
        using (await client.SubmitAsync($"/submit/{id}/basics", With(("Title", new string('t', 160)))))
        {
        }

        var page = await client.PageAsync($"/submit/{id}/basics");

        Assert.Equal("Shorten this to 150 characters; it has 160.", page.QuerySelector("#Title-error")!.TextContent);
        Assert.Equal("true", page.QuerySelector("#Title")!.GetAttribute("aria-invalid"));
        Assert.Contains("Title-error", page.QuerySelector("#Title")!.GetAttribute("aria-describedby"));
    }

    [Theory]
    [InlineData("/submit/{0}")]
    [InlineData("/submit/{0}/basics")]
    [InlineData("/submit/{0}/check")]
    [InlineData("/submissions/{0}")]
    public async Task Someone_elses_practice_is_not_found(string address)
    {
        using var owner = await app.SignedInAsync();
        using var other = await app.SignedInAsync();
        var id = await BeginAsync(owner);

        using var response = await other.GetAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, address, id));

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task Someone_elses_practice_can_not_be_saved_to()
    {
        using var owner = await app.SignedInAsync();
        using var other = await app.SignedInAsync();
        var (id, own) = (await BeginAsync(owner), await BeginAsync(other));
        var page = await other.PageAsync($"/submit/{own}/basics");
        page.QuerySelector("form[data-draft]")!.SetAttribute("action", $"/submit/{id}/basics");

        using var response = await other.SubmitAsync(page, "", With(("Title", "Mine now")));

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("", (await DraftAsync(id)).Title);
    }

    [Fact]
    public async Task Without_antiforgery_token_nothing_is_saved_and_nothing_is_lost()
    {
        using var client = await app.SignedInAsync();
        var id = await BeginAsync(client);

        using var response = await client.SubmitAsync($"/submit/{id}/basics", With(("Title", "Typed"), ("__RequestVerificationToken", null)));
        var page = await response.PageAsync();

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("", (await DraftAsync(id)).Title);
        Assert.Equal("Typed", ((IHtmlInputElement)page.QuerySelector("#Title")!).Value);

        using var again = await client.SubmitAsync(page, $"/submit/{id}/basics");
        Assert.Equal("Typed", (await DraftAsync(id)).Title);
    }

    [Fact]
    public async Task After_the_session_ended_what_was_typed_is_shown_and_nothing_is_saved()
    {
        using var client = await app.SignedInAsync();
        var id = await BeginAsync(client);
        var page = await client.PageAsync($"/submit/{id}/basics");
        using var stranger = app.NewClient();

        using var response = await stranger.SubmitAsync(page, $"/submit/{id}/basics", With(("Title", "Typed")));
        var answer = await response.PageAsync();

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("Typed", ((IHtmlInputElement)answer.QuerySelector("#Title")!).Value);
        Assert.Contains("signed out", answer.QuerySelector("[role=alert]")!.TextContent);
        Assert.Equal("", (await DraftAsync(id)).Title);
    }

    [Fact]
    public async Task Check_links_every_missing_answer_to_its_field()
    {
        using var client = await app.SignedInAsync();
        var id = await BeginAsync(client);

        var links = (await client.PageAsync($"/submit/{id}/check")).QuerySelectorAll(".todo a").Select(link => link.GetAttribute("href")!).ToList();

        Assert.Equal(23, links.Count);
        foreach (var group in links.GroupBy(link => link.Split('#')[0]))
        {
            var page = await client.PageAsync(group.Key);
            Assert.All(group, link => Assert.NotNull(page.GetElementById(link.Split('#')[1])));
        }
    }

    private static async Task<JsonElement> AutoAsync(HttpClient client, IHtmlDocument page, string id, params (string, string?)[] values)
    {
        var form = page.QuerySelector("form[data-draft]")!;
        form.SetAttribute("action", $"/submit/{id}/basics?handler=Auto");
        using var response = await client.SubmitAsync(page, "", With(values), "form[data-draft]");
        form.SetAttribute("action", $"/submit/{id}/basics");
        return JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
    }
}
