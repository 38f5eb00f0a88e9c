namespace PracticeReview.Web.Hosting;

/// <summary>Claims that an account's cookie carries beside those of ASP.NET Core Identity.</summary>
public static class AccountClaims
{
    /// <summary>How the person is addressed.</summary>
    public const string DisplayName = "name";
}
