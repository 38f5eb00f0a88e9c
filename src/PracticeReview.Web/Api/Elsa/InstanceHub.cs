using Microsoft.AspNetCore.SignalR;

namespace PracticeReview.Web.Api.Elsa;

/// <summary>Tells the Studio when an instance that it shows moves.</summary>
public sealed class InstanceHub(InstanceWatch watch) : Hub
{
    /// <summary>The caller wants to know of this instance.</summary>
    public async Task ObserveInstanceAsync(string instanceId)
    {
        await Groups.AddToGroupAsync(Context.ConnectionId, instanceId);
        await watch.AddAsync(Context.ConnectionId, instanceId, Context.ConnectionAborted);
    }

    /// <inheritdoc />
    public override async Task OnDisconnectedAsync(Exception? exception)
    {
        await watch.RemoveAsync(Context.ConnectionId);
        await base.OnDisconnectedAsync(exception);
    }
}
