using Microsoft.EntityFrameworkCore;
using PracticeReview.Testing;
using PracticeReview.Web.Hosting.Jobs;

namespace PracticeReview.Web.Tests.Hosting;

public sealed class HousekeepingTests(WebApp app) : IClassFixture<WebApp>
{
    [Fact]
    public async Task An_account_that_nobody_confirmed_goes_after_its_time_and_no_other()
    {
        var confirmed = await app.AccountAsync();
        var forgotten = await app.AccountAsync();
        await app.WithDataAsync(db => db.Users.Where(user => user.Id == forgotten.Id).ExecuteUpdateAsync(set => set.SetProperty(user => user.EmailConfirmed, false)));

        app.Time.Advance(Housekeeping.ConfirmationTime);
        await app.RunAsync<Housekeeping>(job => job.RunAsync(default));
        Assert.True(await app.WithDataAsync(db => db.Users.AnyAsync(user => user.Id == forgotten.Id)));

        app.Time.Advance(TimeSpan.FromSeconds(1));
        await app.RunAsync<Housekeeping>(job => job.RunAsync(default));

        Assert.Equal([confirmed.Id], await app.WithDataAsync(db => db.Users.Select(user => user.Id).ToListAsync()));
    }
}
