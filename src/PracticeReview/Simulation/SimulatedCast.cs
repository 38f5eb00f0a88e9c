using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Identity;
using PracticeReview.Accounts;
using PracticeReview.Practices;
using PracticeReview.Reviewers;

namespace PracticeReview.Simulation;

/// <summary>Who there is in a run: a submitter, editors, a roster, and the practice that they are about.</summary>
internal sealed class SimulatedCast(SimulationAssumptions assumptions, Chance chance)
{
    public const string SubmitterAddress = "submitter@simulation.invalid";
    private const string EditorPrefix = "editor", ReviewerPrefix = "reviewer", Domain = "@simulation.invalid";
    private const int Objective = 18;
    private static readonly string[] Zones = ["UTC", "America/Lima", "Asia/Tokyo", "Europe/Paris", "Africa/Nairobi"];

    private int _reviewers;
    private int _words = Math.Max(20, (int)(assumptions.Words + (assumptions.WordsSpread * chance.For("words").Normal())));
    private bool _hasEvidence = chance.For("evidence").Happens(assumptions.Evidence);

    public Guid PracticeId { get; } = Id(1, 1);

    public Guid EditorId { get; } = Id(2, 0);

    /// <summary>Level of the present text.</summary>
    public double Quality { get; private set; } = assumptions.ScoreMean + (assumptions.ScoreSpread * chance.For("quality").Normal());

    /// <summary>The part that the person at an address plays; null for a stranger.</summary>
    public static SimulatedRole? RoleOf(string address) =>
        address == SubmitterAddress ? SimulatedRole.Submitter
        : !address.EndsWith(Domain, StringComparison.Ordinal) ? null
        : address.StartsWith(EditorPrefix, StringComparison.Ordinal) ? SimulatedRole.Editor
        : SimulatedRole.Reviewer;

    /// <summary>Puts everybody on the stage and hands the practice in.</summary>
    public void Enter(SimulatedData data, DateTimeOffset now)
    {
        var role = new IdentityRole<Guid>(Roles.Editor) { Id = Id(3, 0) };
        data.List<IdentityRole<Guid>>().Add(role);
        var submitter = User(Id(4, 0), SubmitterAddress, "Submitter", now);
        data.List<User>().Add(submitter);
        for (var n = 0; n < assumptions.Editors; n++)
        {
            data.List<User>().Add(User(Id(2, n), $"{EditorPrefix}{n}{Domain}", $"Editor {n}", now));
            data.List<IdentityUserRole<Guid>>().Add(new IdentityUserRole<Guid> { UserId = Id(2, n), RoleId = role.Id });
        }

        AddReviewers(data, assumptions.InternalReviewers, assumptions.ExternalReviewers, assumptions.Busy);
        var practice = new Practice(PracticeId, submitter.Id, "en", now);
        data.List<Practice>().Add(practice);
        practice.SaveDraft(Text(now), now);
        data.List<Revision>().Add(practice.Submit(Id(5, 1), now));
    }

    /// <summary>Adds people to the roster; those who are busy can't be asked.</summary>
    public void AddReviewers(SimulatedData data, int inside, int outside, double busy)
    {
        for (var n = 0; n < inside + outside; n++)
        {
            var number = _reviewers++;
            var random = chance.For("roster", number);
            data.List<Reviewer>().Add(new Reviewer
            {
                Id = Id(6, number),
                Name = $"Reviewer {number}",
                Email = $"{ReviewerPrefix}{number}{Domain}",
                Organisation = $"Institute {number}",
                IsInternal = n < inside,
                Objectives = random.Happens(0.5) ? [Objective] : [],
                TimeZone = Zones[random.Next(Zones.Length)],
                IsActive = !random.Happens(busy),
            });
        }
    }

    /// <summary>Hands a better text in, with what the screening may have missed.</summary>
    public Revision Resubmit(Practice practice, DateTimeOffset now)
    {
        Quality += assumptions.RevisionGain;
        _words += 150;
        _hasEvidence = true;
        practice.SaveDraft(Text(now), now);
        return practice.Submit(Id(5, practice.Round + 1), now);
    }

    private PracticeContent Text(DateTimeOffset now) => new()
    {
        Title = "A practice that is only simulated",
        PrimaryObjective = Objective,
        Countries = ["KE"],
        Organisations = [new ImplementingOrganisation("Implementing body", "local-authority")],
        Description = string.Join(' ', Enumerable.Repeat("word", _words)),
        Impact = _hasEvidence ? "100" : "",
        StartDate = DateOnly.FromDateTime(now.UtcDateTime).AddYears(-2),
        FocalPoint = new FocalPoint { Name = "Focal point", Email = "focal-point@simulation.invalid", Organisation = "Implementing body" },
    };

    private static User User(Guid id, string address, string name, DateTimeOffset now) =>
        new() { Id = id, UserName = address, Email = address, DisplayName = name, CreatedAt = now };

    private static Guid Id(short kind, int number) => new(number, kind, 0x4000, [0x80, 0, 0, 0, 0, 0, 0, 0]);
}

/// <summary>A part that somebody plays in a review.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SimulatedRole>))]
public enum SimulatedRole
{
    /// <summary>Who handed the practice in.</summary>
    Submitter,

    /// <summary>Somebody on the roster.</summary>
    Reviewer,

    /// <summary>An editor.</summary>
    Editor,
}
