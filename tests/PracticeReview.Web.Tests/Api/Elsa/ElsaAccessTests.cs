using System.Buffers.Binary;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PracticeReview.Accounts;
using PracticeReview.Testing;

namespace PracticeReview.Web.Tests.Api.Elsa;

/// <summary>Nobody but administrators, and nothing from other sites.</summary>
public sealed partial class ElsaAccessTests(WebApp app) : IClassFixture<WebApp>
{
    public static TheoryData<string, string> Doors => new()
    {
        { "GET", "/elsa/api/workflow-definitions" }, { "POST", "/elsa/api/workflow-definitions" }, { "POST", "/elsa/api/workflow-definitions/practice-review/publish" },
        { "POST", "/elsa/api/workflow-definitions/practice-review/execute" }, { "DELETE", "/elsa/api/workflow-definitions/practice-review" },
        { "GET", "/elsa/api/workflow-definitions/practice-review/export" }, { "POST", "/elsa/api/workflow-instances" }, { "GET", "/elsa/api/descriptors/activities" },
        { "POST", "/elsa/api/cancel/workflow-instances/x" }, { "POST", "/elsa/api/alterations/workflows/retry" }, { "POST", "/elsa/hubs/workflow-instance/negotiate?negotiateVersion=1" },
        { "GET", "/admin/keys" }, { "GET", "/admin/workflows" }, { "GET", "/admin/workflows/edit/practice-review" }, { "GET", "/admin/workflows/versions/practice-review" },
        { "GET", "/admin/workflows/versions/practice-review/forecast?from=1&to=1" }, { "GET", "/admin/workflows/versions/practice-review/moves" }, { "GET", "/admin/workflows/versions/practice-review/try" }, { "GET", "/admin/workflows/instances" }, { "GET", "/admin/workflows/instances/x" }, { "GET", "/admin/workflows/edit/practice-review/instances" },
        { "GET", "/workflows/definitions/practice-review/edit" }, { "GET", "/workflows/instances/x/view" }, { "GET", "/diagnostics/structured-logs" },
    };

    [Theory]
    [MemberData(nameof(Doors))]
    public async Task Only_administrators_come_in(string method, string path)
    {
        var isApi = path.StartsWith("/elsa", StringComparison.Ordinal);
        foreach (var role in new[] { null, Roles.Submitter, Roles.Editor })
        {
            using var client = role is null ? app.NewClient() : await app.SignedInAsync(role);
            client.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
            using var response = await client.SendAsync(new HttpRequestMessage(new HttpMethod(method), path) { Content = method == "POST" ? JsonContent.Create(new { }) : null });

            var expected = !isApi ? HttpStatusCode.Redirect : role is null ? HttpStatusCode.Unauthorized : HttpStatusCode.Forbidden;
            Assert.Equal(expected, response.StatusCode);
        }
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    [InlineData("Origin", "https://elsewhere.example")]
    [InlineData("Origin", "null")]
    [InlineData("X-Nothing", "said")]
    public async Task Other_sites_change_nothing(string header, string value)
    {
        using var client = await app.SignedInAsync(Roles.Administrator);
        client.DefaultRequestHeaders.TryAddWithoutValidation(header, value);

        using var response = await client.PostAsJsonAsync("/elsa/api/workflow-definitions", new JsonObject { ["model"] = StudioClient.Words("stranger") });

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Contains("did not come from a page of this site", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_origin_of_the_site_itself_is_enough()
    {
        using var client = await app.SignedInAsync(Roles.Administrator);
        client.DefaultRequestHeaders.Add("Origin", "http://localhost");

        using var response = await client.PostAsJsonAsync("/elsa/api/workflow-definitions", new JsonObject { ["model"] = StudioClient.Words("own") });

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task The_pages_of_the_studio_have_a_policy_of_their_own_and_its_files_come_compressed_and_are_kept()
    {
        using var client = await app.SignedInAsync(Roles.Administrator);
        using var page = await client.GetAsync("/admin/workflows/edit/practice-review");
        var policy = page.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("'wasm-unsafe-eval'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("http", policy, StringComparison.Ordinal);
        using var other = await client.GetAsync("/admin");
        Assert.DoesNotContain("unsafe", other.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);

        client.DefaultRequestHeaders.AcceptEncoding.ParseAdd("br");
        using var script = await client.GetAsync("/admin/workflows/_framework/blazor.webassembly.js");
        Assert.Equal("br", script.Content.Headers.ContentEncoding.Single());
        var wasm = Directory.EnumerateFiles(Path.Combine(TestPaths.Repository, "src/PracticeReview.Web/wwwroot/lib/elsa-studio/_framework"), "Elsa.Api.Client.*.wasm").Single();
        using var code = await client.GetAsync("/admin/workflows/_framework/" + Path.GetFileName(wasm));
        Assert.Equal("application/wasm", code.Content.Headers.ContentType!.MediaType);
        Assert.Contains("immutable", code.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
    }

    /// <summary>One file holds what the Studio would else ask for piece by piece.</summary>
    [Fact]
    public async Task Who_may_open_the_studio_has_its_files_fetched_beforehand_and_nobody_else()
    {
        using var administrator = await app.SignedInAsync(Roles.Administrator);
        using var editor = await app.SignedInAsync(Roles.Editor);
        using var sparing = await app.SignedInAsync(Roles.Administrator);
        sparing.DefaultRequestHeaders.Add("Save-Data", "on");

        var files = Ahead().Matches(await administrator.GetStringAsync("/admin")).Select(match => match.Groups[1].Value).ToList();

        Assert.Equal(2, files.Count);
        foreach (var file in files)
        {
            using var response = await administrator.GetAsync(file);
            Assert.True(response.EnsureSuccessStatusCode().Headers.CacheControl!.Extensions.Any(extension => extension.Name == "immutable"), file);
        }

        Assert.Empty(Ahead().Matches(await editor.GetStringAsync("/admin")));
        Assert.Empty(Ahead().Matches(await sparing.GetStringAsync("/admin")));
        Assert.Empty(Ahead().Matches(await administrator.GetStringAsync("/admin/workflows")));
    }

    [Fact]
    public async Task All_assemblies_of_the_studio_come_in_one_file_that_the_page_names()
    {
        using var client = await app.SignedInAsync(Roles.Administrator);
        var page = await client.GetStringAsync("/admin/workflows");
        var address = Regex.Match(page, @"data-assemblies=""([^""]+)""").Groups[1].Value;
        Assert.Contains($"<link rel=\"preload\" as=\"fetch\" crossorigin href=\"{address}\">", page, StringComparison.Ordinal);

        using var response = await client.GetAsync(address);
        var bundle = await response.Content.ReadAsByteArrayAsync();
        var length = BinaryPrimitives.ReadInt32LittleEndian(bundle);
        var at = 4 + length;
        var folder = Path.Combine(TestPaths.Repository, "src/PracticeReview.Web/wwwroot/lib/elsa-studio/_framework");
        var parts = JsonNode.Parse(Encoding.UTF8.GetString(bundle, 4, length))!.AsArray();
        foreach (var part in parts)
        {
            var (name, size) = ((string)part![0]!, (int)part[1]!);
            var piece = await File.ReadAllBytesAsync(Path.Combine(folder, name));
            Assert.True(bundle.AsSpan(at, size).SequenceEqual(piece), name);
            at += size;
        }

        Assert.Equal((bundle.Length, true), (at, parts.Count > 100));
        Assert.Contains("immutable", response.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        using var request = new HttpRequestMessage(HttpMethod.Get, address) { Headers = { { "Accept-Encoding", "br" } } };
        using var compressed = await client.SendAsync(request);
        Assert.Equal("br", compressed.Content.Headers.ContentEncoding.Single());
    }

    /// <summary>Nothing else was opened before in a new browser, and what is typed here takes longer than the files do.</summary>
    [Theory]
    [InlineData("/admin/workflows", true)]
    [InlineData("/admin/workflows/edit/some?tab=1", true)]
    [InlineData("/admin/workflowsome", false)]
    [InlineData("/submissions", false)]
    [InlineData(null, false)]
    public async Task Who_signs_in_to_open_the_studio_has_its_files_fetched_meanwhile(string? leadsTo, bool fetched)
    {
        using var visitor = app.CreateClient();

        var page = await visitor.GetStringAsync("/account/sign-in" + (leadsTo is null ? "" : "?returnUrl=" + Uri.EscapeDataString(leadsTo)));

        Assert.Equal(fetched ? 2 : 0, Ahead().Count(page));
    }

    [GeneratedRegex("<link rel=\"prefetch\"[^>]* href=\"([^\"]+)\"")]
    private static partial Regex Ahead();
}
