using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using PracticeReview.Accounts;
using PracticeReview.Audit;
using PracticeReview.Data;
using PracticeReview.Workflows.Hosting;

namespace PracticeReview.Web.Hosting.SampleData;

/// <summary>
/// Puts into an empty database what a visitor meets first: accounts to sign in with, and the roster. The practices
/// follow while the product serves (<see cref="SampleDataJob"/>), because they take longer than a start may.
/// </summary>
public static class SampleDataLoader
{
    /// <summary>Action of the audit trail's entry that says the sample data was begun.</summary>
    public const string Begun = "sample-data.begun";

    /// <summary>Action of the entry that says it is complete.</summary>
    public const string Loaded = "sample-data.loaded";

    /// <summary>Makes the accounts, with this password, and the roster. Other people's data is left alone.</summary>
    /// <exception cref="StartException">An account can't be made.</exception>
    public static async Task LoadAsync(IServiceProvider services, string password)
    {
        await AccountsAsync(services, password);
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDbContext>();
        if (await db.AuditEntries.AnyAsync(entry => entry.Action == Begun) || await db.Practices.AnyAsync() || await db.Reviewers.AnyAsync())
        {
            return;
        }

        db.Reviewers.AddRange(SampleFiles.Reviewers(scope.ServiceProvider.GetRequiredService<IdSource>().Next));
        db.Calls.AddRange(SampleFiles.Calls(scope.ServiceProvider.GetRequiredService<IdSource>().Next, scope.ServiceProvider.GetRequiredService<TimeProvider>().GetUtcNow()));
        scope.ServiceProvider.GetRequiredService<AuditTrail>().Record(Begun, "Loading of the sample data begins.", "Sample data");
        await db.SaveChangesAsync();
    }

    /// <summary>Whether the sample practices are still to come.</summary>
    public static async Task<bool> IsPendingAsync(AppDbContext db, CancellationToken cancellation) =>
        await db.AuditEntries.AnyAsync(entry => entry.Action == Begun, cancellation) && !await db.AuditEntries.AnyAsync(entry => entry.Action == Loaded, cancellation);

    private static async Task AccountsAsync(IServiceProvider services, string password)
    {
        await using var scope = services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<User>>();
        var now = scope.ServiceProvider.GetRequiredService<TimeProvider>().GetUtcNow();
        var hash = "";
        foreach (var account in SampleFiles.Accounts())
        {
            var user = await users.FindByEmailAsync(account.Email);
            if (user is null)
            {
                user = new User
                {
                    Id = Guid.CreateVersion7(now), UserName = account.Email, Email = account.Email, EmailConfirmed = true,
                    DisplayName = account.Name, Language = account.Language, TimeZone = account.TimeZone, CreatedAt = now.AddYears(-2),
                };
                Check(await users.CreateAsync(user));
                Check(await users.AddToRolesAsync(user, account.Role == Roles.Submitter ? [Roles.Submitter] : [Roles.Submitter, account.Role]));
            }

            // One slow hash for all of them, made and verified once; a changed password ends older sign-ins.
            if (user.PasswordHash is null || (user.PasswordHash != hash && users.PasswordHasher.VerifyHashedPassword(user, user.PasswordHash, password) == PasswordVerificationResult.Failed))
            {
                user.PasswordHash = hash.Length > 0 ? hash : users.PasswordHasher.HashPassword(user, password);
                Check(await users.UpdateSecurityStampAsync(user));
            }

            hash = user.PasswordHash;
        }
    }

    private static void Check(IdentityResult result)
    {
        if (!result.Succeeded)
        {
            throw new StartException($"A sample account can't be made: {string.Join(' ', result.Errors.Select(error => error.Description))}");
        }
    }
}
