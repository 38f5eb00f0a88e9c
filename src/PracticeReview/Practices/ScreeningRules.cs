namespace PracticeReview.Practices;

/// <summary>Something that a practice lacks before reviewers are asked.</summary>
public enum ScreeningFinding
{
    /// <summary>The texts together are too short to be reviewed.</summary>
    TooShort,

    /// <summary>No figure or other evidence in the part on impact.</summary>
    NoEvidence,

    /// <summary>Started after the submission: a plan, not a practice.</summary>
    NotImplemented,
}

/// <summary>
/// The look that an editorial office takes before it bothers reviewers. The form has already made sure that every
/// field is filled; this asks whether there is enough to review.
/// </summary>
public static class ScreeningRules
{
    /// <summary>Words that the shipped workflow asks for; a redrawn one may ask for more or fewer.</summary>
    public const int ShippedLeastWords = 120;

    /// <summary>What is lacking; empty when the practice can go to reviewers.</summary>
    /// <param name="content">The text handed in.</param>
    /// <param name="leastWords">Words that description, impact, lessons, replication and innovation must have together.</param>
    /// <param name="today">The day of the screening.</param>
    public static IReadOnlyList<ScreeningFinding> Check(PracticeContent content, int leastWords, DateOnly today)
    {
        var findings = new List<ScreeningFinding>();
        if (Words(content.Description, content.Impact, content.Lessons, content.Replication, content.Innovation) < leastWords)
        {
            findings.Add(ScreeningFinding.TooShort);
        }

        if (!content.Impact.Any(char.IsDigit) && content.Links.Count == 0)
        {
            findings.Add(ScreeningFinding.NoEvidence);
        }

        if (content.StartDate > today)
        {
            findings.Add(ScreeningFinding.NotImplemented);
        }

        return findings;
    }

    /// <summary>What the submitter is told about a finding, in English, Spanish or French.</summary>
    public static string Sentence(ScreeningFinding finding, string language) => (finding, language) switch
    {
        (ScreeningFinding.TooShort, "es") => "La descripción, el impacto, las lecciones, la replicación y la innovación son en conjunto demasiado breves para que los revisores puedan juzgar la práctica.",
        (ScreeningFinding.TooShort, "fr") => "La description, l’impact, les enseignements, la reproduction et l’innovation sont, pris ensemble, trop brefs pour que les évaluateurs puissent juger la pratique.",
        (ScreeningFinding.TooShort, _) => "Description, impact, lessons, replication and innovation are together too short for reviewers to judge the practice.",
        (ScreeningFinding.NoEvidence, "es") => "El apartado sobre beneficio e impacto no contiene ninguna cifra y no hay enlaces: añada al menos una prueba de los resultados.",
        (ScreeningFinding.NoEvidence, "fr") => "La partie sur les bénéfices et l’impact ne contient aucun chiffre et aucun lien n’est donné : ajoutez au moins une preuve des résultats.",
        (ScreeningFinding.NoEvidence, _) => "The part on benefit and impact has no figure and there are no links: add at least one piece of evidence.",
        (_, "es") => "La fecha de inicio está en el futuro: el repositorio recoge prácticas ya puestas en marcha.",
        (_, "fr") => "La date de début est dans le futur : l’inventaire recueille des pratiques déjà mises en œuvre.",
        _ => "The start date lies in the future: the repository collects practices that are already being implemented.",
    };

    private static int Words(params string[] texts) =>
        texts.Sum(text => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length);
}
