using System.Net;
using Microsoft.EntityFrameworkCore;
using PracticeReview.Accounts;
using PracticeReview.Testing;

namespace PracticeReview.Web.Tests.Admin;

/// <summary>An administrator writes what the product's mails say.</summary>
public sealed class MailTextPageTests(WebApp app) : IClassFixture<WebApp>
{
    private const string Page = "/admin/texts/review-received/es";

    [Fact]
    public async Task A_text_is_looked_at_saved_and_given_back()
    {
        using var client = await app.SignedInAsync(Roles.Administrator);
        var words = new Dictionary<string, string?> { ["Subject"] = "¡Gracias! <{{ practice_title }}>", ["Body"] = "Hola {{ recipient_name }}:\r\n\r\n[Cambiar]({{ link }} \"button\")" };

        using (var looked = await client.SubmitAsync(Page, words, button: "[formaction]"))
        {
            Assert.Equal("¡Gracias! <Skills passports for nurses>", (await looked.PageAsync()).QuerySelector("#preview strong")!.TextContent);
        }

        Assert.False(await app.WithDataAsync(db => db.MailTexts.AnyAsync(text => text.Name == "review-received")));
        using (var saved = await client.SubmitAsync(Page, words))
        {
            Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        }

        Assert.Contains("changed", (await (await client.GetAsync("/admin/texts")).PageAsync()).Body!.TextContent);
        var stored = await app.WithDataAsync(db => db.MailTexts.SingleAsync(text => text.Name == "review-received"));
        Assert.Equal("Hola {{ recipient_name }}:\n\n[Cambiar]({{ link }} \"button\")", stored.Words!.Body);

        using (var stale = await client.SubmitAsync(Page, new Dictionary<string, string?>(words) { ["Seen"] = "0" }))
        {
            var page = await stale.PageAsync();
            Assert.Contains("Somebody else changed this text meanwhile", page.Body!.TextContent);
            Assert.Equal(words["Subject"], page.QuerySelector("#Subject")!.GetAttribute("value"));
        }

        using (var back = await client.SubmitAsync(Page, form: "form[action*=Reset]"))
        {
            Assert.Equal(HttpStatusCode.Redirect, back.StatusCode);
        }

        var now = await (await client.GetAsync(Page)).PageAsync();
        Assert.DoesNotContain("¡Gracias! <", now.QuerySelector("#Subject")!.GetAttribute("value")!);

        // The earlier text is still there, and can count again.
        var history = now.QuerySelectorAll("section[aria-labelledby=history] li");
        Assert.Contains("the text of the product – counts now", history[0].TextContent);
        var earlier = Page + history[1].QuerySelector("a")!.GetAttribute("href")![Page.Length..];
        var shown = await (await client.GetAsync(earlier)).PageAsync();
        Assert.Contains("An earlier text", shown.QuerySelector(".notice-title")!.TextContent);
        Assert.Equal(words["Subject"], shown.QuerySelector("#Subject")!.GetAttribute("value"));
        using (var restored = await client.SubmitAsync(earlier))
        {
            Assert.Equal(HttpStatusCode.Redirect, restored.StatusCode);
        }

        Assert.Equal(words["Subject"], (await (await client.GetAsync(Page)).PageAsync()).QuerySelector("#Subject")!.GetAttribute("value"));
    }

    [Fact]
    public async Task What_is_wrong_is_told_at_the_field_and_nothing_typed_is_lost()
    {
        using var client = await app.SignedInAsync(Roles.Administrator);

        using var response = await client.SubmitAsync("/admin/texts/review-reminder/en", new Dictionary<string, string?> { ["Subject"] = "Hello {{ who }}", ["Body"] = "No way in." });
        var page = await response.PageAsync();

        Assert.Equal(["There is no value “who” in this mail. Use one of those listed below.", "The reader needs the link “{{ link }}”: put it back."], page.QuerySelectorAll(".field-error").Select(error => error.TextContent));
        Assert.Equal(("Hello {{ who }}", "No way in."), (page.QuerySelector("#Subject")!.GetAttribute("value"), page.QuerySelector("#Body")!.TextContent.Trim()));
        Assert.False(await app.WithDataAsync(db => db.MailTexts.AnyAsync(text => text.Name == "review-reminder")));
    }

    [Fact]
    public async Task A_template_of_one_s_own_is_offered_where_the_one_it_stands_for_is()
    {
        using var client = await app.SignedInAsync(Roles.Administrator);
        using (var made = await client.SubmitAsync("/admin/texts", new Dictionary<string, string?> { ["NewName"] = "Review invitation, youth", ["From"] = "review-invitation" }))
        {
            Assert.Equal("/admin/texts/review-invitation-youth/en", made.Headers.Location!.ToString());
        }

        using (var arabic = await client.SubmitAsync("/admin/texts", new Dictionary<string, string?> { ["NewName"] = "دعوة", ["From"] = "review-invitation" }))
        {
            Assert.Equal($"/admin/texts/{Uri.EscapeDataString("دعوة")}/en", arabic.Headers.Location!.ToString());
        }

        using (var again = await client.SubmitAsync("/admin/texts", new Dictionary<string, string?> { ["NewName"] = "review invitation youth", ["From"] = "review-invitation" }))
        {
            Assert.Contains("already", (await again.PageAsync()).QuerySelector(".field-error")!.TextContent);
        }

        client.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
        Assert.Contains("review-invitation-youth", await OfferedAsync("InviteReviewers"), StringComparison.Ordinal);
        Assert.DoesNotContain("review-invitation-youth", await OfferedAsync("NotifyReviewers"), StringComparison.Ordinal);

        async Task<string> OfferedAsync(string activity) =>
            await (await client.PostAsync($"/elsa/api/descriptors/activities/PracticeReview.{activity}/options/Template", new StringContent("{}", System.Text.Encoding.UTF8, "application/json"))).Content.ReadAsStringAsync();
    }

    [Fact]
    public async Task A_template_of_one_s_own_says_in_which_languages_it_is_still_as_it_began()
    {
        using var client = await app.SignedInAsync(Roles.Administrator);
        (await client.SubmitAsync("/admin/texts", new Dictionary<string, string?> { ["NewName"] = "thanks", ["From"] = "review-received" })).Dispose();
        Assert.DoesNotContain("began with", await TextAsync("/admin/texts/thanks/es"));

        (await client.SubmitAsync("/admin/texts/thanks/en", new Dictionary<string, string?> { ["Subject"] = "We thank you" })).Dispose();
        Assert.Contains("Whoever reads Spanish or French gets the text that this template began with.", await TextAsync("/admin/texts/thanks/en"));
        (await client.SubmitAsync("/admin/texts/thanks/fr", new Dictionary<string, string?> { ["Subject"] = "Merci" })).Dispose();
        Assert.Contains("Whoever reads Spanish gets the text that this template began with.", await TextAsync("/admin/texts/thanks/en"));
        Assert.Contains("Edit thanks in Spanish as it began", await TextAsync("/admin/texts"));
        (await client.SubmitAsync("/admin/texts/thanks/es", new Dictionary<string, string?> { ["Subject"] = "Gracias" })).Dispose();
        Assert.DoesNotContain("began with", await TextAsync("/admin/texts/thanks/en"));

        async Task<string> TextAsync(string address) =>
            string.Join(' ', (await (await client.GetAsync(address)).PageAsync()).QuerySelector("main")!.TextContent.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task Only_administrators_come_here_and_strange_addresses_lead_nowhere()
    {
        using var editor = await app.SignedInAsync(Roles.Editor);
        Assert.NotEqual(HttpStatusCode.OK, (await editor.GetAsync("/admin/texts")).StatusCode);
        Assert.NotEqual(HttpStatusCode.OK, (await editor.GetAsync(Page)).StatusCode);

        using var client = await app.SignedInAsync(Roles.Administrator);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/admin/texts/nothing/en")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/admin/texts/review-received/xx")).StatusCode);
    }
}
