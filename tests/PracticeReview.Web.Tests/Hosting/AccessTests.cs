using System.Net;
using PracticeReview.Accounts;
using PracticeReview.Testing;
using PracticeReview.Web.Hosting.Jobs;

namespace PracticeReview.Web.Tests.Hosting;

public sealed class AccessTests(WebApp app) : IClassFixture<WebApp>
{
    [Theory]
    [InlineData(Roles.Submitter, HttpStatusCode.Redirect)]
    [InlineData(Roles.Editor, HttpStatusCode.Redirect)]
    [InlineData(Roles.Administrator, HttpStatusCode.OK)]
    public async Task The_job_dashboard_opens_for_administrators_only(string role, HttpStatusCode expected)
    {
        var client = await app.SignedInAsync(role);

        using var response = await client.GetAsync(JobServices.DashboardPath);

        Assert.Equal(expected, response.StatusCode);
    }

    [Fact]
    public async Task Somebody_who_is_not_signed_in_is_asked_to()
    {
        using var response = await app.NewClient().GetAsync(JobServices.DashboardPath);

        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        Assert.Contains("returnUrl=%2Fadmin%2Fjobs", response.Headers.Location!.OriginalString, StringComparison.OrdinalIgnoreCase);
    }
}
