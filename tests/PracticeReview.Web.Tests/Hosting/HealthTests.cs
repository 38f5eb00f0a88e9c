using System.Net;
using PracticeReview.Testing;

namespace PracticeReview.Web.Tests.Hosting;

public sealed class HealthTests
{
    [Fact]
    public async Task It_is_ready_while_the_database_answers_and_alive_even_when_not()
    {
        await using var app = new WebApp();
        await app.InitializeAsync();
        var client = app.NewClient();

        using var ready = await client.GetAsync("/health/ready");
        Assert.Equal(HttpStatusCode.OK, ready.StatusCode);

        await PostgresServer.DropDatabaseAsync(app.ConnectionString);

        using var broken = await client.GetAsync("/health/ready");
        using var live = await client.GetAsync("/health/live");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, broken.StatusCode);
        Assert.Contains("can't be reached", await broken.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.OK, live.StatusCode);
    }
}
