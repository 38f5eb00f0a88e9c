using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using PracticeReview.Accounts;

namespace PracticeReview.Web.Hosting;

/// <summary>
/// Who may see what. A page without a policy needs a signed-in user; a public page carries [AllowAnonymous].
/// </summary>
public static class Policies
{
    /// <summary>Any confirmed account: submits practices and sees its own.</summary>
    public const string Submitter = "Submitter";

    /// <summary>Editors, and administrators with them.</summary>
    public const string Editor = "Editor";

    /// <summary>Administrators alone.</summary>
    public const string Administrator = "Administrator";

    /// <summary>Reads workflows and instances over the API: administrators, and programs with a key.</summary>
    public const string ReadWorkflows = "ReadWorkflows";

    /// <summary>Changes and publishes workflows over the API: administrators, and programs whose key says so.</summary>
    public const string ChangeWorkflows = "ChangeWorkflows";

    /// <summary>Starts, retries and cancels instances over the API: administrators, and programs whose key says so.</summary>
    public const string RunInstances = "RunInstances";

    /// <summary>Adds the policies, and denies everything that says nothing to people who aren't signed in.</summary>
    public static IServiceCollection AddPolicies(this IServiceCollection services) => services.AddAuthorization(options =>
    {
        options.FallbackPolicy = new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build();
        options.AddPolicy(Submitter, policy => policy.RequireRole(Roles.Submitter, Roles.Editor, Roles.Administrator));
        options.AddPolicy(Editor, policy => policy.RequireRole(Roles.Editor, Roles.Administrator));
        options.AddPolicy(Administrator, policy => policy.RequireRole(Roles.Administrator));
        options.AddPolicy(ReadWorkflows, policy => policy.RequireAdministratorOrKey(""));
        options.AddPolicy(ChangeWorkflows, policy => policy.RequireAdministratorOrKey(ApiKeyScopes.Workflows));
        options.AddPolicy(RunInstances, policy => policy.RequireAdministratorOrKey(ApiKeyScopes.Instances));
    });

    private static void RequireAdministratorOrKey(this AuthorizationPolicyBuilder policy, string scope) => policy
        .AddAuthenticationSchemes(IdentityConstants.ApplicationScheme, ApiKeyAuthentication.SchemeName)
        .RequireAssertion(context => context.User.IsInRole(Roles.Administrator) || context.User.HasClaim(ApiKeyAuthentication.ScopeClaim, scope));
}
