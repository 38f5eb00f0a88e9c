namespace PracticeReview.Practices;

/// <summary>What is asked of the organisations whose work a practice is.</summary>
internal static class OrganisationRules
{
    /// <summary>Problems in the order of the form.</summary>
    public static IEnumerable<PracticeProblem> Problems(PracticeContent c)
    {
        if (c.Organisations.Count == 0)
        {
            yield return PracticeProblem.Missing("Organisations", PracticeSentences.OrganisationMissing);
        }
        else if (c.Organisations.Count > PracticeRules.Rows)
        {
            yield return new("Organisations", PracticeSentences.TooManyRows, PracticeRules.Rows);
        }

        foreach (var (number, organisation) in c.Organisations.Index())
        {
            if (string.IsNullOrWhiteSpace(organisation.Name))
            {
                yield return PracticeProblem.Missing($"Organisations[{number}].Name", PracticeSentences.NameMissing);
            }
            else if (organisation.Name.Length > PracticeRules.LineLength)
            {
                yield return new($"Organisations[{number}].Name", PracticeSentences.TooLong, PracticeRules.LineLength, organisation.Name.Length);
            }

            if (string.IsNullOrWhiteSpace(organisation.Kind))
            {
                yield return PracticeProblem.Missing($"Organisations[{number}].Kind", PracticeSentences.ChooseOne);
            }
            else if (Vocabulary.EntityKind(organisation.Kind) is null)
            {
                yield return new($"Organisations[{number}].Kind", PracticeSentences.NotInList);
            }
        }
    }
}
