using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PracticeReview.Accounts;
using PracticeReview.Audit;
using PracticeReview.Testing;

namespace PracticeReview.Web.Tests.Api.Elsa;

/// <summary>Programs come in with a key that an administrator made, as far as the key says, and until it ends.</summary>
public sealed class ApiKeyTests(WebApp app) : IClassFixture<WebApp>
{
    [Fact]
    public async Task An_administrator_makes_a_key_which_is_shown_once_and_kept_as_a_hash()
    {
        using var client = await app.SignedInAsync(Roles.Administrator);

        using var made = await client.SubmitAsync("/admin/keys", new Dictionary<string, string?> { ["Input.Name"] = "Nightly <export>", ["Input.Days"] = "30" }, form: "form.sheet");
        var key = (await made.PageAsync()).QuerySelector(".secret")!.TextContent;
        var later = await client.PageAsync("/admin/keys");

        var stored = await app.WithDataAsync(db => db.ApiKeys.SingleAsync(k => k.Name == "Nightly <export>"));
        Assert.Equal((ApiKey.HashOf(key), app.Time.GetUtcNow().AddDays(30), 0), (stored.Hash, stored.ExpiresAt, stored.Scopes.Length));
        Assert.Contains("no-store", made.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        Assert.Contains("Nightly <export>", later.QuerySelector("main")!.TextContent);
        Assert.DoesNotContain(key, later.Body!.InnerHtml, StringComparison.Ordinal);
        Assert.True(await app.WithDataAsync(db => db.AuditEntries.AnyAsync(e => e.Action == "key.issued" && e.Summary.Contains("Nightly <export>") && !e.Summary.Contains(key))));
    }

    [Fact]
    public async Task A_form_that_is_sent_again_makes_no_second_key()
    {
        using var client = await app.SignedInAsync(Roles.Administrator);
        var fields = new Dictionary<string, string?> { ["Input.Id"] = Guid.NewGuid().ToString(), ["Input.Name"] = "Sent twice", ["Input.Days"] = "30" };

        using var first = await client.SubmitAsync("/admin/keys", fields, form: "form.sheet");
        using var again = await client.SubmitAsync("/admin/keys", fields, form: "form.sheet");
        var page = await again.PageAsync();

        Assert.Null(page.QuerySelector(".secret"));
        Assert.Contains("was shown once", page.QuerySelector(".field-error")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(1, await app.WithDataAsync(db => db.ApiKeys.CountAsync(k => k.Name == "Sent twice")));
    }

    [Theory]
    [InlineData("", "30", null, "Say what the key is for.")]
    [InlineData("For ever", "100000", null, "Choose from the list.")]
    [InlineData("For all", "30", "everything", "Choose from the list.")]
    public async Task What_is_wrong_is_told_at_the_field(string name, string days, string? scope, string sentence)
    {
        using var client = await app.SignedInAsync(Roles.Administrator);

        using var response = await client.SubmitAsync("/admin/keys", new Dictionary<string, string?> { ["Input.Name"] = name, ["Input.Days"] = days, ["Input.Scopes"] = scope }, form: "form.sheet");
        var page = await response.PageAsync();

        Assert.Contains(page.QuerySelectorAll(".field-error"), error => error.TextContent.Contains(sentence, StringComparison.Ordinal));
        Assert.Null(page.QuerySelector(".secret"));
    }

    [Theory]
    [InlineData(null, HttpStatusCode.Forbidden, HttpStatusCode.Forbidden)]
    [InlineData(ApiKeyScopes.Workflows, HttpStatusCode.OK, HttpStatusCode.Forbidden)]
    [InlineData(ApiKeyScopes.Instances, HttpStatusCode.Forbidden, HttpStatusCode.OK)]
    public async Task A_key_reads_and_changes_only_what_it_names(string? scope, HttpStatusCode save, HttpStatusCode cancel)
    {
        using var program = await ProgramAsync(scope is null ? [] : [scope]);

        Assert.Equal(HttpStatusCode.OK, (await program.GetAsync("/elsa/api/workflow-definitions")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await program.GetAsync("/elsa/api/workflow-definitions/practice-review/export")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await program.PostAsJsonAsync("/elsa/api/workflow-instances", new JsonObject())).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await program.PostAsJsonAsync("/elsa/api/bulk-actions/export/workflow-instances", new JsonObject())).StatusCode);
        Assert.Equal(save, (await program.PostAsJsonAsync("/elsa/api/workflow-definitions", new JsonObject { ["model"] = StudioClient.Words("by-key") })).StatusCode);
        Assert.Equal(save, (await program.PostAsJsonAsync("/elsa/api/workflow-definitions/import", StudioClient.Words("by-key"))).StatusCode);
        Assert.Equal(cancel, (await program.PostAsJsonAsync("/elsa/api/bulk-actions/cancel/workflow-instances", new JsonObject())).StatusCode);
    }

    [Fact]
    public async Task It_opens_the_workflow_api_and_nothing_else()
    {
        using var program = await ProgramAsync(ApiKeyScopes.All);

        Assert.Equal(HttpStatusCode.Redirect, (await program.GetAsync("/admin/workflows")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await program.GetAsync("/admin/keys")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await program.GetAsync("/admin/jobs")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await program.PostAsync("/elsa/hubs/workflow-instance/negotiate?negotiateVersion=1", null)).StatusCode);
    }

    [Fact]
    public async Task It_ends_when_it_is_revoked_when_its_time_is_over_and_when_its_maker_is_no_administrator()
    {
        using var revoked = await ProgramAsync([]);
        using var dismissed = await ProgramAsync([]);
        using var expired = await ProgramAsync([]);
        using var admin = await app.SignedInAsync(Roles.Administrator);
        var id = await IdOfAsync(revoked);
        using (await admin.SubmitAsync("/admin/keys", new Dictionary<string, string?> { ["id"] = id.ToString() }, form: "form[action*=Revoke]"))
        {
        }

        await using (var scope = app.Services.CreateAsyncScope())
        {
            var users = scope.ServiceProvider.GetRequiredService<UserManager<User>>();
            var key = await app.WithDataAsync(async db => await db.ApiKeys.SingleAsync(k => k.Hash == ApiKey.HashOf(KeyOf(dismissed))));
            await users.RemoveFromRoleAsync((await users.FindByIdAsync(key.UserId.ToString()))!, Roles.Administrator);
        }

        Assert.Equal(HttpStatusCode.Unauthorized, (await revoked.GetAsync("/elsa/api/workflow-definitions")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await dismissed.GetAsync("/elsa/api/workflow-definitions")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await expired.GetAsync("/elsa/api/workflow-definitions")).StatusCode);
        app.Time.Advance(TimeSpan.FromDays(31));
        Assert.Equal(HttpStatusCode.Unauthorized, (await expired.GetAsync("/elsa/api/workflow-definitions")).StatusCode);
    }

    [Fact]
    public async Task What_a_program_does_stands_in_the_audit_trail_under_its_maker_and_its_key_and_its_use_is_noted()
    {
        using var program = await ProgramAsync([ApiKeyScopes.Workflows]);

        (await program.PostAsJsonAsync("/elsa/api/workflow-definitions", new JsonObject { ["model"] = StudioClient.Words("audited"), ["publish"] = true })).EnsureSuccessStatusCode();

        var key = await app.WithDataAsync(async db => await db.ApiKeys.SingleAsync(k => k.Hash == ApiKey.HashOf(KeyOf(program))));
        var entry = await app.WithDataAsync(db => db.AuditEntries.Where(e => e.UserId == key.UserId && e.Actor.Contains(key.Name)).FirstAsync());
        Assert.EndsWith($"(key “{key.Name}”)", entry.Actor, StringComparison.Ordinal);
        Assert.Equal(app.Time.GetUtcNow(), key.UsedAt);
    }

    private static string KeyOf(HttpClient program) => program.DefaultRequestHeaders.Authorization!.Parameter!;

    private Task<Guid> IdOfAsync(HttpClient program) => app.WithDataAsync(db => db.ApiKeys.Where(k => k.Hash == ApiKey.HashOf(KeyOf(program))).Select(k => k.Id).SingleAsync());

    private async Task<HttpClient> ProgramAsync(IReadOnlyList<string> scopes)
    {
        var maker = await app.AccountAsync(Roles.Administrator);
        await using var scope = app.Services.CreateAsyncScope();
        var (key, _) = await scope.ServiceProvider.GetRequiredService<ApiKeys>().IssueAsync(Guid.NewGuid(), "Program " + Guid.NewGuid(), scopes, 30, new Actor(maker.Id, maker.DisplayName), CancellationToken.None);
        var client = app.NewClient();
        client.DefaultRequestHeaders.Authorization = new("ApiKey", key);
        return client;
    }
}
