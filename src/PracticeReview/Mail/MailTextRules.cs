using System.Text.RegularExpressions;

namespace PracticeReview.Mail;

/// <summary>What is wrong with a text.</summary>
/// <param name="Field">"Subject" or "Body".</param>
/// <param name="Sentence">What to do.</param>
public sealed record MailTextProblem(string Field, string Sentence);

/// <summary>What the text of a mail must be before anybody gets it.</summary>
public static partial class MailTextRules
{
    /// <summary>Characters of a subject at most.</summary>
    public const int SubjectLength = 200;

    /// <summary>Characters of a body at most.</summary>
    public const int BodyLength = 10_000;

    // What every mail has, whatever it is for.
    private static readonly string[] Always = ["recipient_name", "site_name", "site_url"];

    // Without these the reader can't do what the mail asks for.
    private static readonly string[] Doors = ["link", "accept_link", "decline_link", "account_url"];

    /// <summary>Names of the values that a mail of the product's template is filled in with, in order.</summary>
    public static IReadOnlyList<string> Values(string template) =>
        [.. MailTemplates.Languages.Select(language => MailTemplates.Shipped(template, language))
            .SelectMany(words => Used(words.Subject + words.Body)).Concat(Always).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>Everything that keeps the text from being used; empty when nothing does.</summary>
    public static async Task<IReadOnlyList<MailTextProblem>> CheckAsync(MailTemplates templates, string template, string language, MailWords words)
    {
        var problems = new List<MailTextProblem>();
        Measure(problems, nameof(words.Subject), words.Subject, SubjectLength);
        Measure(problems, nameof(words.Body), words.Body, BodyLength);
        foreach (var (field, text) in new[] { (nameof(words.Subject), words.Subject), (nameof(words.Body), words.Body) })
        {
            if (MailTemplates.Fault(text) is { } fault)
            {
                problems.Add(new(field, $"This can't be read: {fault}"));
            }
            else
            {
                problems.AddRange(Used(text).Except(Values(template)).Select(name => new MailTextProblem(field, $"There is no value “{name}” in this mail. Use one of those listed below.")));
            }
        }

        if (Used(words.Subject).Overlaps(Doors))
        {
            problems.Add(new(nameof(words.Subject), "A personal link belongs in the body: subjects are seen by others."));
        }

        problems.AddRange(Doors.Where(Values(template).Contains).Except(Used(words.Body))
            .Select(door => new MailTextProblem(nameof(words.Body), $"The reader needs the link “{{{{ {door} }}}}”: put it back.")));
        if (problems.Count == 0)
        {
            try
            {
                await templates.RenderAsync(template, words, language, MailSample.Values);
            }
            catch (InvalidOperationException e)
            {
                problems.Add(new(nameof(words.Body), $"This can't be filled in: {e.Message}"));
            }
        }

        return problems;
    }

    private static void Measure(List<MailTextProblem> problems, string field, string text, int most)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            problems.Add(new(field, "This needs an answer."));
        }
        else if (text.Length > most)
        {
            problems.Add(new(field, $"Shorten this to {most} characters; it has {text.Length}."));
        }
    }

    /// <summary>Names of values in a text, without those that its own loops and assignments give.</summary>
    private static HashSet<string> Used(string text)
    {
        var used = Output().Matches(text).Concat(Condition().Matches(text)).Concat(Loop().Matches(text)).Select(match => match.Groups["name"].Value).ToHashSet(StringComparer.Ordinal);
        used.ExceptWith(Loop().Matches(text).Select(match => match.Groups["own"].Value).Append("forloop"));
        used.ExceptWith(Assigned().Matches(text).Select(match => match.Groups["own"].Value));
        return used;
    }

    [GeneratedRegex(@"\{\{-?\s*(?<name>[A-Za-z_]\w*)")]
    private static partial Regex Output();

    [GeneratedRegex(@"\{%-?\s*(?:if|elsif|unless|case)\s+(?<name>[A-Za-z_]\w*)")]
    private static partial Regex Condition();

    [GeneratedRegex(@"\{%-?\s*for\s+(?<own>\w+)\s+in\s+(?<name>[A-Za-z_]\w*)")]
    private static partial Regex Loop();

    [GeneratedRegex(@"\{%-?\s*(?:assign|capture)\s+(?<own>\w+)")]
    private static partial Regex Assigned();
}
