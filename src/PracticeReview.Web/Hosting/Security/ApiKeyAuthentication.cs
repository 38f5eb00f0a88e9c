using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using PracticeReview.Accounts;

namespace PracticeReview.Web.Hosting;

/// <summary>
/// Lets programs in that say "Authorization: ApiKey …". They get no role, only the claims of their key: a page or route
/// opens to them if its policy says so.
/// </summary>
public sealed class ApiKeyAuthentication(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, ApiKeys keys)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    /// <summary>Name of the scheme, and the first word of the header.</summary>
    public const string SchemeName = "ApiKey";

    /// <summary>Kind of the claims that say what a key may do. Every key has one with an empty value: it may read.</summary>
    public const string ScopeClaim = "api-key-scope";

    /// <summary>Whether a request says that it has a key; the browser of an administrator never does.</summary>
    public static bool IsClaimedBy(HttpRequest request) => KeyOf(request) is not null;

    /// <inheritdoc />
    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (KeyOf(Request) is not { } key)
        {
            return AuthenticateResult.NoResult();
        }

        if (await keys.FindAsync(key, Context.RequestAborted) is not var (found, owner))
        {
            return AuthenticateResult.Fail("There is no such key, or it has ended.");
        }

        var identity = new ClaimsIdentity(
            [
                new Claim(ClaimTypes.NameIdentifier, owner.Id.ToString()),
                new Claim(AccountClaims.DisplayName, $"{owner.DisplayName} (key “{found.Name}”)"),
                .. found.Scopes.Prepend("").Select(scope => new Claim(ScopeClaim, scope)),
            ],
            SchemeName);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), SchemeName));
    }

    private static string? KeyOf(HttpRequest request) =>
        request.Headers.Authorization is [{ } header] && header.StartsWith(SchemeName + " ", StringComparison.OrdinalIgnoreCase) ? header[(SchemeName.Length + 1)..].Trim() : null;
}
