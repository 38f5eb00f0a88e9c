using Microsoft.AspNetCore.Identity;
using PracticeReview.Accounts;

namespace PracticeReview.Web.Hosting;

/// <summary>Accounts to try the product with, one per role. They exist only where sample data is loaded.</summary>
public static class SampleAccounts
{
    /// <summary>Address, name and role of each account.</summary>
    public static readonly IReadOnlyList<(string Email, string Name, string Role)> All =
    [
        ("submitter@example.org", "Amina Diallo", Roles.Submitter),
        ("editor@example.org", "Marta Oliveira", Roles.Editor),
        ("administrator@example.org", "Jonas Lindqvist", Roles.Administrator),
    ];

    /// <summary>Makes the accounts that are missing, and gives all of them this password.</summary>
    public static async Task EnsureAsync(IServiceProvider services, string password)
    {
        await using var scope = services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<User>>();
        var now = scope.ServiceProvider.GetRequiredService<TimeProvider>().GetUtcNow();
        foreach (var (email, name, role) in All)
        {
            var user = await users.FindByEmailAsync(email);
            if (user is null)
            {
                user = new User { Id = Guid.CreateVersion7(now), UserName = email, Email = email, EmailConfirmed = true, DisplayName = name, CreatedAt = now };
                Check(await users.CreateAsync(user, password));
                Check(await users.AddToRolesAsync(user, role == Roles.Submitter ? [role] : [Roles.Submitter, role]));
            }
            else if (!await users.CheckPasswordAsync(user, password))
            {
                user.PasswordHash = users.PasswordHasher.HashPassword(user, password);
                Check(await users.UpdateSecurityStampAsync(user));
            }
        }
    }

    private static void Check(IdentityResult result)
    {
        if (!result.Succeeded)
        {
            throw new StartException($"A sample account can't be made: {string.Join(' ', result.Errors.Select(error => error.Description))} Choose another PracticeReview__SamplePassword.");
        }
    }
}
