using PracticeReview.Practices;

namespace PracticeReview.Web.Pages.Submit;

/// <summary>How far a section is.</summary>
public enum SectionState
{
    /// <summary>Nothing is filled in.</summary>
    Empty,

    /// <summary>Something is missing.</summary>
    Begun,

    /// <summary>Nothing is missing or wrong.</summary>
    Complete,

    /// <summary>Something is wrong.</summary>
    HasProblems,
}

/// <summary>Progress through the form.</summary>
public static class SectionStates
{
    /// <summary>How far a section is, given all problems of the practice.</summary>
    public static SectionState Of(FormSection section, PracticeContent content, IReadOnlyList<PracticeProblem> problems)
    {
        var own = problems.Where(problem => section.Has(problem.Field)).ToList();
        var isEmpty = section.Fields.Where(field => field.Name != "Language").All(field => field.Get(content).All(answer => answer.Length == 0))
            && !(content.Files.Count > 0 && section.Fields.Any(field => field.Kind == FieldKind.Files));
        return own.Any(problem => !problem.IsMissing) ? SectionState.HasProblems
            : isEmpty ? SectionState.Empty
            : own.Count > 0 ? SectionState.Begun
            : SectionState.Complete;
    }
}
