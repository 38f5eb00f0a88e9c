using PracticeReview.Data;
using PracticeReview.Workflows.Hosting;

namespace PracticeReview.Audit;

/// <summary>Writes the audit trail, in the transaction of what it records.</summary>
public sealed class AuditTrail(AppDbContext db, TimeProvider time, IdSource ids)
{
    /// <summary>What acts when no person does.</summary>
    public const string Workflow = "Workflow";

    /// <summary>Adds an entry; it is saved with the change that it tells of.</summary>
    public void Record(
        string action, string summary, string actor = Workflow, Guid? userId = null,
        Guid? practiceId = null, Guid? assignmentId = null, string? reason = null) =>
        db.AuditEntries.Add(new AuditEntry
        {
            Id = ids.Next(),
            At = time.GetUtcNow(),
            Action = action,
            Summary = summary,
            Actor = actor,
            UserId = userId,
            PracticeId = practiceId,
            AssignmentId = assignmentId,
            Reason = reason,
        });
}
