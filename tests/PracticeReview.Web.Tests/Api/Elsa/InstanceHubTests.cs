using System.Text.Json.Nodes;
using System.Threading.Channels;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.EntityFrameworkCore;
using PracticeReview.Accounts;
using PracticeReview.Testing;
using PracticeReview.Web.Api.Elsa;
using PracticeReview.Web.Hosting.Jobs;

namespace PracticeReview.Web.Tests.Api.Elsa;

/// <summary>Who has an instance open is told when it moves.</summary>
public sealed class InstanceHubTests(WebApp app) : IClassFixture<WebApp>
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task Who_has_an_instance_open_is_told_when_it_moves_and_nobody_else()
    {
        var studio = await StudioClient.OfAsync(app);
        await studio.SaveAsync(StudioClient.Words("watched"), publish: true);
        var (seen, other) = (await RunAsync(studio), await RunAsync(studio));
        await using var viewer = await ViewerAsync();
        var told = Channel.CreateUnbounded<string>();
        viewer.On<JsonObject>("WorkflowInstanceUpdatedAsync", update => told.Writer.TryWrite(update.Text("workflowInstanceId")));
        viewer.On<JsonObject>("ActivityExecutionLogUpdatedAsync", update => told.Writer.TryWrite(update["stats"]!.AsArray().Count(stats => stats!.Text("activityId") == "wait") + " waited"));
        await viewer.InvokeAsync("ObserveInstanceAsync", seen);

        // What may have moved while the page came is told at once.
        Assert.Equal(["1 waited", seen], await NextAsync());
        await studio.PostAsync($"/cancel/workflow-instances/{other}");
        await studio.PostAsync($"/cancel/workflow-instances/{seen}");

        Assert.Equal(["1 waited", seen], await NextAsync());
        await viewer.InvokeAsync("ObserveInstanceAsync", other);
        Assert.Equal(["1 waited", other], await NextAsync());
        Assert.Equal(2, await WatchesAsync());
        await viewer.StopAsync();
        await EventuallyAsync(async () => await WatchesAsync() == 0);
        Assert.False(told.Reader.TryRead(out _));

        async Task<string[]> NextAsync()
        {
            using var patience = new CancellationTokenSource(Patience);
            return [await told.Reader.ReadAsync(patience.Token), await told.Reader.ReadAsync(patience.Token)];
        }
    }

    [Fact]
    public async Task Who_looked_from_a_node_that_is_gone_is_forgotten()
    {
        await app.WithDataAsync(db => db.Database.ExecuteSqlAsync($"insert into instance_watches values ('gone', 'nobody', {app.Time.GetUtcNow() - Housekeeping.WatchTime - TimeSpan.FromMinutes(1)})"));

        await app.RunAsync<Housekeeping>(job => job.RunAsync(default));

        Assert.Equal(0, await app.WithDataAsync(db => db.Database.SqlQuery<int>($"select count(*)::int as \"Value\" from instance_watches where instance_id = 'gone'").SingleAsync()));
    }

    private static async Task<string> RunAsync(StudioClient studio) => (await studio.PostAsync("/workflow-definitions/watched/execute")).Text("workflowInstanceId");

    private async Task<HubConnection> ViewerAsync()
    {
        var cookie = await app.CookieAsync(await app.AccountAsync(Roles.Administrator));
        var connection = new HubConnectionBuilder().WithUrl(new Uri(app.ClientOptions.BaseAddress, ElsaApi.HubPath), options =>
        {
            options.HttpMessageHandlerFactory = _ => app.Server.CreateHandler();
            options.Transports = HttpTransportType.LongPolling;
            options.Headers["Cookie"] = cookie;
            options.Headers["Sec-Fetch-Site"] = "same-origin";
        }).Build();
        await connection.StartAsync();
        return connection;
    }

    private Task<int> WatchesAsync() => app.WithDataAsync(db => db.Database.SqlQuery<int>($"select count(*)::int as \"Value\" from instance_watches where instance_id <> 'gone'").SingleAsync());

    private static async Task EventuallyAsync(Func<Task<bool>> holds)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!await holds())
        {
            await Task.Delay(50, patience.Token);
        }
    }
}
