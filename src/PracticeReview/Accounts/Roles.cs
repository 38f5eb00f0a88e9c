namespace PracticeReview.Accounts;

/// <summary>The roles an account can have. Each page names the least of them that it needs.</summary>
public static class Roles
{
    /// <summary>Submits practices and follows them; every confirmed account has it.</summary>
    public const string Submitter = nameof(Submitter);

    /// <summary>Watches the queue, steps in and decides.</summary>
    public const string Editor = nameof(Editor);

    /// <summary>Does what an editor does and also changes workflows, jobs and settings.</summary>
    public const string Administrator = nameof(Administrator);

    /// <summary>All roles, in ascending order of power.</summary>
    public static readonly IReadOnlyList<string> All = [Submitter, Editor, Administrator];
}
