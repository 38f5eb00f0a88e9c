using System.Net.Mail;
using PracticeReview.Practices;

namespace PracticeReview.Reviewers;

/// <summary>What is wrong with a field of a reviewer.</summary>
/// <param name="Field">Name of the property of <see cref="ReviewerDetails"/>.</param>
/// <param name="Sentence">What to do about it.</param>
public sealed record ReviewerProblem(string Field, string Sentence);

/// <summary>What an entry of the roster needs, so that matching, mails and due dates can rely on it.</summary>
public static class ReviewerRules
{
    /// <summary>Characters of a name, an organisation or an address.</summary>
    public const int LongestName = 200;

    /// <summary>Characters of the name of a group.</summary>
    public const int LongestGroup = 80;

    /// <summary>Assignments at a time that make sense.</summary>
    public const int LargestLoad = 20;

    /// <summary>Languages that mails and review pages are written in.</summary>
    public static readonly IReadOnlyList<string> PageLanguages = ["en", "es", "fr"];

    /// <summary>What is wrong, in the order of the form; empty when nothing is.</summary>
    public static IReadOnlyList<ReviewerProblem> Check(ReviewerDetails details)
    {
        var problems = new List<ReviewerProblem>();
        void Require(bool fine, string field, string sentence)
        {
            if (!fine)
            {
                problems.Add(new(field, sentence));
            }
        }

        Require(details.Name.Length is > 0 and <= LongestName, nameof(details.Name), $"Enter a name of at most {LongestName} characters.");
        Require(IsAddress(details.Email), nameof(details.Email), "Enter an e-mail address like name@example.org.");
        Require(details.Organisation.Length is > 0 and <= LongestName, nameof(details.Organisation), $"Enter an organisation of at most {LongestName} characters.");
        Require(details.Objectives.Count > 0, nameof(details.Objectives), "Choose at least one objective; without one, nobody can be matched.");
        Require(details.Objectives.All(number => Vocabulary.Objective(number) is not null), nameof(details.Objectives), "Choose objectives from the list.");
        Require(details.Regions.All(code => Vocabulary.Region(code) is not null), nameof(details.Regions), "Choose regions from the list.");
        Require(details.Languages.Count > 0, nameof(details.Languages), "Choose at least one language; reviewers are asked only about practices they can read.");
        Require(details.Languages.All(code => Vocabulary.Language(code) is not null), nameof(details.Languages), "Choose languages from the list.");
        Require(PageLanguages.Contains(details.PreferredLanguage), nameof(details.PreferredLanguage), "Choose the language of mails from the list.");
        Require(details.TimeZone.Length < 64 && TimeZoneInfo.TryFindSystemTimeZoneById(details.TimeZone, out _), nameof(details.TimeZone), "Enter an IANA time zone, such as Africa/Dakar or UTC.");
        Require(details.MaximumLoad is >= 1 and <= LargestLoad, nameof(details.MaximumLoad), $"Enter a number from 1 to {LargestLoad}.");
        Require(details.ConflictOrganisations.All(name => name.Length <= LongestName) && details.ConflictOrganisations.Count <= 50,
            nameof(details.ConflictOrganisations), $"Enter at most 50 organisations of at most {LongestName} characters, one on each line.");
        Require(details.Groups.All(name => name.Length <= LongestGroup) && details.Groups.Count <= 20,
            nameof(details.Groups), $"Enter at most 20 groups of at most {LongestGroup} characters, one on each line.");
        return problems;
    }

    private static bool IsAddress(string text) =>
        text.Length is > 0 and <= LongestName && !text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c))
        && MailAddress.TryCreate(text, out var address) && address.Address == text && address.Host.Contains('.', StringComparison.Ordinal);
}
