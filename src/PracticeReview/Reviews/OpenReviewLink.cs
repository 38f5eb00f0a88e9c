using Microsoft.EntityFrameworkCore;
using PracticeReview.Criteria;
using PracticeReview.Data;
using PracticeReview.Matching;
using PracticeReview.Practices;
using PracticeReview.Reviewers;

namespace PracticeReview.Reviews;

/// <summary>Whether a personal link opens anything.</summary>
public enum LinkState
{
    /// <summary>It opens its assignment.</summary>
    Open,

    /// <summary>No link is like it: mistyped, cut off, or invented.</summary>
    Unknown,

    /// <summary>Its time is over.</summary>
    Expired,

    /// <summary>A newer invitation ended it.</summary>
    Revoked,
}

/// <summary>What a link is about: one assignment, and what its reviewer needs for it.</summary>
/// <param name="Link">The link.</param>
/// <param name="Assignment">The task.</param>
/// <param name="Reviewer">Whose task it is.</param>
/// <param name="Content">The practice as it was handed in for this round.</param>
/// <param name="Practice">Where the practice stands now.</param>
/// <param name="Rubric">What the reviewer scores by.</param>
public sealed record ReviewVisit(ReviewLink Link, Assignment Assignment, Reviewer Reviewer, PracticeContent Content, Practice Practice, Rubric Rubric)
{
    /// <summary>Whether this round is over: decided, or the practice was withdrawn.</summary>
    public bool IsRoundOver => Practice.Round != Assignment.Round
        || Practice.Stage is not (PracticeStage.Submitted or PracticeStage.InReview or PracticeStage.AwaitingDecision);

    /// <summary>Whether the review can still be written or changed.</summary>
    public bool CanReview => Assignment.State is AssignmentState.Accepted or AssignmentState.Reviewed && !IsRoundOver;

    /// <summary>Whether a fresh link would open something that the reviewer can still use or read.</summary>
    public bool IsWorthALink => Assignment.State == AssignmentState.Reviewed
        || (Assignment.State is AssignmentState.Invited or AssignmentState.Accepted && !IsRoundOver);
}

/// <summary>A link, found or not.</summary>
/// <param name="State">Whether it opens.</param>
/// <param name="Visit">What it is about; null when it is unknown.</param>
public sealed record OpenedLink(LinkState State, ReviewVisit? Visit);

/// <summary>Finds what a personal link opens. Reading changes nothing.</summary>
public sealed class OpenReviewLink(AppDbContext db, Rubrics rubrics, TimeProvider time)
{
    private const int TokenLength = 43;

    /// <summary>By the token in a mail.</summary>
    public async Task<OpenedLink> ByTokenAsync(string? token, CancellationToken cancellation)
    {
        if (token is not { Length: TokenLength } || !token.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
        {
            return new(LinkState.Unknown, null);
        }

        var hash = ReviewLink.Hash(token);
        return await FindAsync(db.ReviewLinks.Where(link => link.TokenHash == hash), cancellation);
    }

    /// <summary>By identity, as a browser that was bound to it knows it.</summary>
    public Task<OpenedLink> ByIdAsync(Guid linkId, CancellationToken cancellation) =>
        FindAsync(db.ReviewLinks.Where(link => link.Id == linkId), cancellation);

    /// <summary>What the person with an address is asked to review, once for each assignment.</summary>
    public async Task<IReadOnlyList<ReviewVisit>> OfAddressAsync(string address, CancellationToken cancellation)
    {
        var email = address.Trim().ToUpperInvariant();
        var visits = await VisitsAsync(
            db.ReviewLinks.Where(link => db.Assignments.Any(a => a.Id == link.AssignmentId && db.Reviewers.Any(r => r.Id == a.ReviewerId && r.Email.ToUpper() == email))), cancellation);
        return [.. visits.DistinctBy(visit => visit.Assignment.Id)];
    }

    private async Task<OpenedLink> FindAsync(IQueryable<ReviewLink> links, CancellationToken cancellation) =>
        (await VisitsAsync(links, cancellation)).SingleOrDefault() is not { } visit ? new(LinkState.Unknown, null) : new(
            visit.Link.RevokedAt is not null ? LinkState.Revoked : visit.Link.OpensAt(time.GetUtcNow()) ? LinkState.Open : LinkState.Expired,
            visit);

    private async Task<IReadOnlyList<ReviewVisit>> VisitsAsync(IQueryable<ReviewLink> links, CancellationToken cancellation)
    {
        var found = await (
            from link in links
            join assignment in db.Assignments on link.AssignmentId equals assignment.Id
            join reviewer in db.Reviewers on assignment.ReviewerId equals reviewer.Id
            join practice in db.Practices on assignment.PracticeId equals practice.Id
            join revision in db.Revisions on new { assignment.PracticeId, assignment.Round } equals new { revision.PracticeId, revision.Round }
            where assignment.State != AssignmentState.Proposed
            select new { link, assignment, reviewer, practice, revision }).AsNoTracking().ToListAsync(cancellation);
        var visits = new List<ReviewVisit>();
        foreach (var row in found)
        {
            var rubric = await rubrics.OfVersionAsync(row.assignment.RubricVersionId, cancellation);
            visits.Add(new ReviewVisit(row.link, row.assignment, row.reviewer, row.revision.Content, row.practice, rubric));
        }

        return visits;
    }
}
