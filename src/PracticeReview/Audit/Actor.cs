namespace PracticeReview.Audit;

/// <summary>The person who does something, as the audit trail names them.</summary>
/// <param name="UserId">Their account.</param>
/// <param name="Name">Their name.</param>
public sealed record Actor(Guid UserId, string Name);
