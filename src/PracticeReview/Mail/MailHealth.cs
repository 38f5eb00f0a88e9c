using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using PracticeReview.Data;

namespace PracticeReview.Mail;

/// <summary>Mails leave. When they don't, the product still works, and people wait without knowing why.</summary>
public sealed class MailHealth(AppDbContext db, MailTransport transport, TimeProvider time) : IHealthCheck
{
    /// <summary>How long a mail may wait before something is wrong.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    /// <inheritdoc />
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (transport is NoTransport)
        {
            return HealthCheckResult.Degraded("No mail server is set, so mails wait.");
        }

        var limit = time.GetUtcNow() - Patience;
        var waiting = await db.Outbox.AnyAsync(
            m => (m.State == MailState.Queued || m.State == MailState.Sending) && m.NextAttemptAt < limit, cancellationToken);
        return waiting ? HealthCheckResult.Degraded("Mails wait longer than they should.") : HealthCheckResult.Healthy();
    }
}
