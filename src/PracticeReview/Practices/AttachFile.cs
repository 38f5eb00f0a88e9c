using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using PracticeReview.Data;
using PracticeReview.Workflows.Hosting;

namespace PracticeReview.Practices;

/// <summary>What became of adding a file.</summary>
/// <param name="Outcome">As of any save of a draft.</param>
/// <param name="File">The file, when it was added.</param>
/// <param name="Problem">Why it was not, when the file was the reason.</param>
public sealed record AttachResult(SaveOutcome Outcome, AttachedFile? File = null, PracticeProblem? Problem = null);

/// <summary>Adds a file to a draft.</summary>
public sealed class AttachFile(AppDbContext db, IdSource ids, TimeProvider time)
{
    /// <summary>Checks the file, keeps its bytes, and puts it at the end of the draft's list, in one transaction.</summary>
    public async Task<AttachResult> ExecuteAsync(Guid practiceId, Guid submitterId, string name, byte[] bytes, CancellationToken cancellation)
    {
        var (file, problem) = FileRules.Check(name, bytes);
        while (true)
        {
            var practice = await db.Practices.SingleOrDefaultAsync(p => p.Id == practiceId && p.SubmitterId == submitterId, cancellation);
            if (practice is null)
            {
                return new(SaveOutcome.NotFound);
            }

            if (!practice.CanEdit)
            {
                return new(SaveOutcome.Closed);
            }

            if (file is null)
            {
                return new(SaveOutcome.Saved, Problem: problem);
            }

            var hash = Convert.ToHexStringLower(SHA256.HashData(file.Bytes));
            // Kept from an earlier round, perhaps: then it is not stored twice.
            var kept = await db.Files.Where(f => f.PracticeId == practiceId && f.Sha256 == hash).Select(f => (Guid?)f.Id).SingleOrDefaultAsync(cancellation);
            if (await RefusalAsync(practice, file, kept, submitterId, cancellation) is { } refusal)
            {
                return new(SaveOutcome.Saved, Problem: refusal);
            }

            var now = time.GetUtcNow();
            var id = kept ?? ids.Next();
            if (kept is null)
            {
                db.Files.Add(new StoredFile(id, practiceId, file.Name, file.Kind.MediaType, hash, file.Bytes, now));
            }

            var attached = new AttachedFile(id, file.Name, file.Kind.MediaType, file.Bytes.LongLength) { Width = file.Width, Height = file.Height };
            practice.SaveDraft(practice.Draft with { Files = [.. practice.Draft.Files, attached] }, now);
            try
            {
                await db.SaveChangesAsync(cancellation);
                return new(SaveOutcome.Saved, attached);
            }
            catch (DbUpdateException e) when (e is DbUpdateConcurrencyException || e.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
            {
                // Another save, or the same file, came in between: look again.
            }
            finally
            {
                // Of ten files in a row, not all should stay in memory.
                db.ChangeTracker.Clear();
            }
        }
    }

    private async Task<PracticeProblem?> RefusalAsync(Practice practice, CheckedFile file, Guid? kept, Guid submitterId, CancellationToken cancellation)
    {
        var files = practice.Draft.Files;
        if (kept is not null && files.FirstOrDefault(f => f.Id == kept) is { } same)
        {
            return new("Files", PracticeSentences.FileTwice, file.Name, same.Name);
        }

        if (files.Count >= FileRules.MostFiles)
        {
            return new("Files", PracticeSentences.FilesTooMany, file.Name, FileRules.MostFiles);
        }

        var stored = await db.Files.Where(f => db.Practices.Any(p => p.Id == f.PracticeId && p.SubmitterId == submitterId)).SumAsync(f => f.Length, cancellation);
        return stored + file.Bytes.Length > FileRules.MostOfAccount ? new("Files", PracticeSentences.FilesFull, file.Name) : null;
    }
}
