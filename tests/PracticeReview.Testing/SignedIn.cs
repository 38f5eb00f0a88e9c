using System.Net;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing.Handlers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PracticeReview.Accounts;

namespace PracticeReview.Testing;

/// <summary>Signs people in to a <see cref="WebApp"/> without going through the pages for it.</summary>
public static class SignedIn
{
    /// <summary>The password of every account made here.</summary>
    public const string Password = "correct horse battery";

    /// <summary>
    /// Makes a confirmed account with this role (and Submitter, which all have) unless one with this e-mail exists.
    /// </summary>
    /// <param name="app">The app.</param>
    /// <param name="role">One of <see cref="Roles"/>.</param>
    /// <param name="email">Address; default: a new one.</param>
    /// <param name="language">Language of the account.</param>
    public static Task<User> AccountAsync(this WebApp app, string role = Roles.Submitter, string? email = null, string language = "en") =>
        app.InScopeAsync(async services =>
        {
            var users = services.GetRequiredService<UserManager<User>>();
            email ??= $"{role.ToLowerInvariant()}-{Guid.NewGuid().ToString("N")[..8]}@example.org";
            if (await users.FindByEmailAsync(email) is { } existing)
            {
                return existing;
            }

            var user = new User
            {
                Id = Guid.CreateVersion7(app.Time.GetUtcNow()), UserName = email, Email = email, EmailConfirmed = true,
                DisplayName = $"{role} of tests", Language = language, CreatedAt = app.Time.GetUtcNow(),
            };
            Check(await users.CreateAsync(user, Password));
            Check(await users.AddToRolesAsync(user, new[] { Roles.Submitter, role }.Distinct()));
            return user;
        });

    /// <summary>A client of a new account with this role: <c>await app.SignedInAsync(Roles.Editor)</c>.</summary>
    public static async Task<HttpClient> SignedInAsync(this WebApp app, string role = Roles.Submitter) =>
        await app.SignedInAsync(await app.AccountAsync(role));

    /// <summary>A client of this account, which keeps cookies and does not follow redirects.</summary>
    public static async Task<HttpClient> SignedInAsync(this WebApp app, User user)
    {
        var cookies = new CookieContainer();
        cookies.SetCookies(app.ClientOptions.BaseAddress, await app.CookieAsync(user));
        var client = app.CreateDefaultClient(app.ClientOptions.BaseAddress, new CookieContainerHandler(cookies));
        client.DefaultRequestHeaders.AcceptLanguage.Add(new StringWithQualityHeaderValue(user.Language));
        return client;
    }

    /// <summary>The sign-in cookie of this account, as "name=value".</summary>
    public static Task<string> CookieAsync(this WebApp app, User user) => app.InScopeAsync(async services =>
    {
        var principal = await services.GetRequiredService<IUserClaimsPrincipalFactory<User>>().CreateAsync(user);
        var options = services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(IdentityConstants.ApplicationScheme);
        var now = app.Time.GetUtcNow();
        var ticket = new AuthenticationTicket(
            principal, new AuthenticationProperties { IssuedUtc = now, ExpiresUtc = now + options.ExpireTimeSpan }, IdentityConstants.ApplicationScheme);
        return $"{options.Cookie.Name}={options.TicketDataFormat.Protect(ticket)}";
    });

    private static void Check(IdentityResult result)
    {
        if (!result.Succeeded)
        {
            throw new InvalidOperationException(string.Join(' ', result.Errors.Select(error => error.Description)));
        }
    }
}
