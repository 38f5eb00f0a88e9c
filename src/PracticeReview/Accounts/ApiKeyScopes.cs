namespace PracticeReview.Accounts;

/// <summary>What an API key may do. Reading workflows, instances and their journal is open to every key.</summary>
public static class ApiKeyScopes
{
    /// <summary>Saves, imports, publishes, retracts and deletes workflows.</summary>
    public const string Workflows = "workflows";

    /// <summary>Starts, retries, cancels and deletes instances.</summary>
    public const string Instances = "instances";

    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<string> All = [Workflows, Instances];
}
