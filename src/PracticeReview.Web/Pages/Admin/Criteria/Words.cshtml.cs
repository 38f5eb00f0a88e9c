using Microsoft.AspNetCore.Mvc;
using PracticeReview.Criteria;
using PracticeReview.Data;
using PracticeReview.Practices;
using PracticeReview.Web.Hosting;

namespace PracticeReview.Web.Pages.Admin.Criteria;

/// <summary>Title and introduction of a draft, in all languages at once.</summary>
public sealed class WordsModel(AppDbContext db, RubricDrafts drafts, TimeProvider time) : DraftPage(db, drafts, time)
{
    /// <summary>The titles, by language.</summary>
    [BindProperty]
    public Dictionary<string, string?> Titles { get; set; } = [];

    /// <summary>The introductions, by language.</summary>
    [BindProperty]
    public Dictionary<string, string?> Introductions { get; set; } = [];

    /// <summary>Shows the form.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (!await FindAsync(cancellation))
        {
            return NotFound();
        }

        if (!Draft.IsDraft)
        {
            return this.RedirectTo($"/admin/criteria/{Key}");
        }

        Seen = Draft.Stamp;
        foreach (var (language, _) in Localisation.Languages)
        {
            (Titles[language], Introductions[language]) = (Draft.Content.Title.Own(language), Draft.Content.Introduction.Own(language));
        }

        return Page();
    }

    /// <summary>Saves them in the draft.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!await FindAsync(cancellation))
        {
            return NotFound();
        }

        Check(nameof(Titles), Titles, RubricRules.TitleLength);
        Check(nameof(Introductions), Introductions, RubricRules.IntroductionLength);
        return ModelState.IsValid
            ? await SaveAsync(rubric => rubric with { Title = Written(rubric.Title, Titles), Introduction = Written(rubric.Introduction, Introductions) },
                "Title and introduction are saved in the draft.", cancellation)
            : Page();
    }

    private void Check(string name, Dictionary<string, string?> texts, int most)
    {
        foreach (var (language, _) in Localisation.Languages)
        {
            var length = texts.GetValueOrDefault(language)?.Trim().Length ?? 0;
            if (language == "en" && KeepableText.IsBlank(texts.GetValueOrDefault(language) ?? ""))
            {
                ModelState.AddModelError($"{name}[en]", "This needs an answer in English, which stands in for other languages.");
            }
            else if (length > most)
            {
                ModelState.AddModelError($"{name}[{language}]", $"Shorten this to {most} characters; it has {length}.");
            }
        }
    }

    private static LocalText Written(LocalText before, Dictionary<string, string?> texts) =>
        Localisation.Languages.Aggregate(before, (text, language) => text.With(language.Code, texts.GetValueOrDefault(language.Code)?.Replace("\r\n", "\n", StringComparison.Ordinal).Trim() ?? ""));
}
