using Microsoft.EntityFrameworkCore;
using Npgsql;
using PracticeReview.Audit;
using PracticeReview.Data;
using PracticeReview.Workflows.Hosting;

namespace PracticeReview.Practices;

/// <summary>What is wrong with a call.</summary>
/// <param name="Field">Name of a property of <see cref="CallText"/>, or "Deadline".</param>
/// <param name="Sentence">What to do.</param>
public sealed record CallProblem(string Field, string Sentence);

/// <summary>Opens a call for practices.</summary>
public sealed class OpenCall(AppDbContext db, IdSource ids, AuditTrail audit, TimeProvider time)
{
    /// <summary>Characters of the texts of a call at most.</summary>
    public const int TextLength = 3000;

    /// <summary>Opens it.</summary>
    /// <param name="key">Words for addresses; a number is added when they are taken.</param>
    /// <param name="text">What it says.</param>
    /// <param name="deadline">Its last instant.</param>
    /// <param name="actor">Who opens it.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>What is wrong; nothing when it is open.</returns>
    public async Task<IReadOnlyList<CallProblem>> ExecuteAsync(string key, CallText text, DateTimeOffset? deadline, Actor actor, CancellationToken cancellation)
    {
        if (Problems(text, deadline, time.GetUtcNow()).ToList() is { Count: > 0 } problems)
        {
            return problems;
        }

        while (true)
        {
            var taken = await db.Calls.Where(call => call.Key == key || call.Key.StartsWith(key + "-")).Select(call => call.Key).ToListAsync(cancellation);
            var free = FreeKey.Among(taken, key);
            db.Calls.Add(new Call(ids.Next(), free, text, deadline!.Value, time.GetUtcNow()));
            audit.Record("call.opened", $"Opened the call “{text.Title}”.", actor.Name, actor.UserId);
            try
            {
                await db.SaveChangesAsync(cancellation);
                return [];
            }
            catch (DbUpdateException e) when (e.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
            {
                // The same title, a moment ago.
                db.ChangeTracker.Clear();
            }
        }
    }

    private static IEnumerable<CallProblem> Problems(CallText text, DateTimeOffset? deadline, DateTimeOffset now)
    {
        foreach (var (field, value, most) in new[]
        {
            (nameof(text.Title), text.Title, PracticeRules.TitleLength), (nameof(text.Text), text.Text, TextLength), (nameof(text.WhoMaySubmit), text.WhoMaySubmit, TextLength),
        })
        {
            if (string.IsNullOrWhiteSpace(value))
            {
                yield return new(field, "This needs an answer.");
            }
            else if (value.Length > most)
            {
                yield return new(field, $"Shorten this to {most} characters; it has {value.Length}.");
            }
        }

        if (Vocabulary.Language(text.Language) is null)
        {
            yield return new(nameof(text.Language), "Choose from the list.");
        }

        if (deadline is null)
        {
            yield return new("Deadline", "Enter a date, such as 2027-06-30.");
        }
        else if (deadline <= now)
        {
            yield return new("Deadline", "The deadline has to be in the future.");
        }
        else if (deadline > now.AddYears(5))
        {
            yield return new("Deadline", "Check the year.");
        }
    }
}
