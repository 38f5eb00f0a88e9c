using System.Net.Mail;

namespace PracticeReview.Practices;

/// <summary>What is asked of the person who answers for a practice.</summary>
internal static class ContactRules
{
    /// <summary>Problems in the order of the form.</summary>
    public static IEnumerable<PracticeProblem> Problems(PracticeContent c)
    {
        var person = c.FocalPoint;
        foreach (var (field, text) in new[] { ("Name", person.Name), ("Title", person.Title), ("Organisation", person.Organisation) })
        {
            if (string.IsNullOrWhiteSpace(text))
            {
                yield return PracticeProblem.Missing("FocalPoint." + field, PracticeSentences.TextMissing);
            }
            else if (text.Length > PracticeRules.LineLength)
            {
                yield return new("FocalPoint." + field, PracticeSentences.TooLong, PracticeRules.LineLength, text.Length);
            }
        }

        if (string.IsNullOrWhiteSpace(person.Email))
        {
            yield return PracticeProblem.Missing("FocalPoint.Email", PracticeSentences.TextMissing);
        }
        else if (!IsEmail(person.Email))
        {
            yield return new("FocalPoint.Email", PracticeSentences.NotAnAddress);
        }

        if (string.IsNullOrWhiteSpace(person.Phone))
        {
            yield return PracticeProblem.Missing("FocalPoint.Phone", PracticeSentences.TextMissing);
        }
        else if (person.Phone.Count(char.IsAsciiDigit) is < 5 or > 20 || person.Phone.Any(c => !char.IsAsciiDigit(c) && !"+-()./ x".Contains(c)))
        {
            yield return new("FocalPoint.Phone", PracticeSentences.NotAPhone);
        }
    }

    private static bool IsEmail(string text) =>
        text.Length <= 254 && MailAddress.TryCreate(text, out var address) && address.Address == text && address.Host.Contains('.');
}
