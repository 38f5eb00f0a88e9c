using PracticeReview.Matching;
using PracticeReview.Reviews;

namespace PracticeReview.Web.Pages.Review;

/// <summary>Why a page leads nowhere.</summary>
public enum EndedKind
{
    /// <summary>No link is like it.</summary>
    Unknown,

    /// <summary>Its time is over.</summary>
    Expired,

    /// <summary>A newer one ended it.</summary>
    Revoked,

    /// <summary>This browser came by no link, or its cookie is gone.</summary>
    NotBound,

    /// <summary>The reviewer said no.</summary>
    Declined,

    /// <summary>The reviewer declared a conflict of interest.</summary>
    Conflict,

    /// <summary>Another reviewer is asked instead.</summary>
    Replaced,

    /// <summary>The review is not needed any more.</summary>
    Over,
}

/// <summary>A dead end, told honestly.</summary>
/// <param name="Kind">Why.</param>
/// <param name="Visit">What the link was about, as far as that may be told.</param>
public sealed record Ended(EndedKind Kind, ReviewVisit? Visit)
{
    /// <summary>A fresh link would lead somewhere, so the page offers to mail one.</summary>
    public bool OffersLink => Kind is EndedKind.Expired or EndedKind.Revoked && Visit is { IsWorthALink: true };

    /// <summary>A mail was asked for just now.</summary>
    public bool WasAsked { get; init; }

    /// <summary>What the reviewer had typed when it turned out that it can't be saved.</summary>
    public ReviewContent? Unsaved { get; init; }

    /// <summary>What HTTP calls it.</summary>
    public int Status => Kind is EndedKind.Unknown or EndedKind.NotBound ? StatusCodes.Status404NotFound : StatusCodes.Status410Gone;

    /// <summary>Why an opened link leads nowhere; null when it leads on.</summary>
    public static Ended? Of(OpenedLink opened) => opened switch
    {
        { Visit: null } => new(EndedKind.Unknown, null),
        { State: LinkState.Revoked } => new(EndedKind.Revoked, opened.Visit),
        { State: LinkState.Expired } => new(EndedKind.Expired, opened.Visit),
        { Visit: { Assignment: var assignment } visit } => assignment.State switch
        {
            AssignmentState.Declined => new(IsConflict(assignment) ? EndedKind.Conflict : EndedKind.Declined, visit),
            AssignmentState.Replaced => new(EndedKind.Replaced, visit),
            AssignmentState.Closed => new(EndedKind.Over, visit),
            AssignmentState.Invited or AssignmentState.Accepted when visit.IsRoundOver => new(EndedKind.Over, visit),
            _ => null,
        },
    };

    private static bool IsConflict(Assignment assignment) => assignment.EndReason?.StartsWith("Conflict of interest", StringComparison.Ordinal) == true;
}
