using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Primitives;
using PracticeReview.Practices;

namespace PracticeReview.Web.Pages.Submit;

/// <summary>The answers of one section as they came in from the browser, checked only for what a draft can hold.</summary>
/// <param name="Content">The practice with those answers that it can hold.</param>
/// <param name="Problems">Answers that it can't hold: not in the list, not a date, far too long.</param>
public sealed record SectionReading(PracticeContent Content, IReadOnlyList<PracticeProblem> Problems)
{
    /// <summary>Characters of one answer that a draft keeps; generous, and still no way to fill the disk.</summary>
    public const int Keeps = 20_000;

    /// <summary>Puts the answers into a practice. What the form doesn't send stays as it is; unticked boxes are not sent.</summary>
    /// <param name="section">The fields to read.</param>
    /// <param name="form">What was sent.</param>
    /// <param name="content">The practice.</param>
    /// <param name="calls">Calls that can be chosen, besides the one that the practice names.</param>
    public static SectionReading Apply(FormSection section, IFormCollection form, PracticeContent content, IReadOnlyList<Call> calls)
    {
        var problems = new List<PracticeProblem>();
        foreach (var field in section.Fields)
        {
            content = field.Kind switch
            {
                FieldKind.Organisations => content with { Organisations = Pairs(field, form, "Name", "Kind", problems) is { } rows ? [.. rows.Select(row => new ImplementingOrganisation(row.First, row.Second))] : content.Organisations },
                FieldKind.Links => content with { Links = Pairs(field, form, "Label", "Url", problems) is { } rows ? [.. rows.Select(row => new PracticeLink(row.First, row.Second))] : content.Links },
                FieldKind.Principles => content with { Principles = Principles(field, form, content, problems) },
                FieldKind.Call => content with { Call = Called(field, form, content.Call, calls, problems) },
                FieldKind.Files => content with { Files = [.. content.Files.Select(file => File(file, form, problems))] },
                _ => Simple(field, form, content, problems),
            };
        }

        return new(content, problems);
    }

    /// <summary>What a section holds, in short: differs when any answer of it does.</summary>
    public static string Fingerprint(FormSection section, PracticeContent content)
    {
        var text = string.Join('\u001e', section.Fields.Select(field => string.Join('\u001f', field.Get(content))));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];
    }

    private static PracticeContent Simple(FormField field, IFormCollection form, PracticeContent content, List<PracticeProblem> problems)
    {
        var sent = form.TryGetValue(field.Name, out var values);
        if (field.Kind is FieldKind.Many or FieldKind.Places)
        {
            var keys = values.OfType<string>().Where(key => key.Length > 0).Distinct().ToList();
            var known = keys.Where(key => IsChoice(field, key)).ToList();
            if (known.Count < keys.Count)
            {
                problems.Add(new(field.Name, PracticeSentences.NotInList));
            }

            return field.Set(content, known);
        }

        if (field.Kind == FieldKind.Tick)
        {
            return field.Set(content, sent ? ["true"] : []);
        }

        if (!sent)
        {
            return content;
        }

        var answer = Clean(values);
        var problem = field.Kind switch
        {
            FieldKind.Date when answer.Length > 0 && !DateOnly.TryParseExact(answer, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) =>
                new PracticeProblem(field.Name, PracticeSentences.NotADate),
            FieldKind.One when answer.Length > 0 && !IsChoice(field, answer) => new(field.Name, PracticeSentences.NotInList),
            _ => TooLong(field.Name, answer),
        };
        if (problem is not null)
        {
            problems.Add(problem);
            return content;
        }

        return field.Set(content, [answer]);
    }

    private static bool IsChoice(FormField field, string key) => field.Kind == FieldKind.Places
        ? Vocabulary.Region(key) is not null || Vocabulary.Country(key) is not null
        : field.Choices("en").Any(choice => choice.Key == key);

    private static List<(string First, string Second)>? Pairs(FormField field, IFormCollection form, string first, string second, List<PracticeProblem> problems)
    {
        if (!form.ContainsKey($"{field.Name}[0].{first}"))
        {
            return null;
        }

        var rows = new List<(string, string)>();
        for (var number = 0; number < PracticeRules.Rows; number++)
        {
            var (one, two) = ($"{field.Name}[{number}].{first}", $"{field.Name}[{number}].{second}");
            var row = (Clean(form[one]), Clean(form[two]));
            foreach (var problem in new[] { TooLong(one, row.Item1), TooLong(two, row.Item2) }.OfType<PracticeProblem>())
            {
                problems.Add(problem);
                return null;
            }

            if (field.Kind == FieldKind.Organisations && row.Item2.Length > 0 && Vocabulary.EntityKind(row.Item2) is null)
            {
                problems.Add(new(two, PracticeSentences.NotInList));
                row.Item2 = "";
            }

            if (row.Item1.Length > 0 || row.Item2.Length > 0)
            {
                rows.Add(row);
            }
        }

        return rows;
    }

    private static IReadOnlyList<PrincipleReflected> Principles(FormField field, IFormCollection form, PracticeContent content, List<PracticeProblem> problems)
    {
        var answers = new List<PrincipleReflected>();
        foreach (var principle in Vocabulary.Principles)
        {
            var name = $"{field.Name}[{principle.Key}]";
            var before = content.Principles.FirstOrDefault(p => p.Principle == principle.Key)?.How ?? "";
            var how = form.TryGetValue(name, out var values) ? Clean(values) : before;
            if (TooLong(name, how) is { } problem)
            {
                problems.Add(problem);
                how = before;
            }

            if (how.Length > 0)
            {
                answers.Add(new(principle.Key, how));
            }
        }

        return answers;
    }

    /// <summary>What is said about a file; one that the form doesn't know, since another window added it, stays as it is.</summary>
    private static AttachedFile File(AttachedFile file, IFormCollection form, List<PracticeProblem> problems)
    {
        var field = FileRules.FieldOf(file);
        var (description, credit) = (field + ".Description", field + ".Credit");
        if (!form.TryGetValue(description, out var said))
        {
            return file;
        }

        var texts = (Clean(said), Clean(form[credit]));
        var tooLong = new[] { TooLong(description, texts.Item1), TooLong(credit, texts.Item2) }.OfType<PracticeProblem>().ToList();
        problems.AddRange(tooLong);
        return tooLong.Count > 0 ? file : file with { Description = texts.Item1, Credit = texts.Item2, PersonsAgree = form.ContainsKey(field + ".PersonsAgree") };
    }

    private static CallAnswered? Called(FormField field, IFormCollection form, CallAnswered? before, IReadOnlyList<Call> calls, List<PracticeProblem> problems)
    {
        if (!form.TryGetValue(field.Name, out var sent) || Clean(sent) is var key && key == (before?.Key ?? ""))
        {
            return before;
        }

        var call = calls.FirstOrDefault(call => call.Key == key);
        if (call is null && key.Length > 0)
        {
            problems.Add(new(field.Name, PracticeSentences.NotInList));
            return before;
        }

        return call is null ? null : new(call.Key, call.Title);
    }

    private static PracticeProblem? TooLong(string name, string answer) =>
        answer.Length > Keeps ? new(name, PracticeSentences.TooLongToKeep, Keeps, answer.Length) : null;

    // Browsers send line breaks in two characters.
    private static string Clean(StringValues values) =>
        KeepableText.Clean(values.Count > 0 ? values[0] ?? "" : "").Replace("\r\n", "\n", StringComparison.Ordinal).Trim(' ');
}
