using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using PracticeReview.Criteria;
using PracticeReview.Data;
using PracticeReview.Practices;
using PracticeReview.Web.Hosting;

namespace PracticeReview.Web.Pages.Admin.Criteria;

/// <summary>Title and introduction of a draft, in all languages at once.</summary>
[Authorize(Policy = Policies.Administrator)]
public sealed class WordsModel(AppDbContext db, RubricDrafts drafts, TimeProvider time) : AdminPage(time)
{
    /// <summary>The rubric.</summary>
    [BindProperty(SupportsGet = true)]
    public string Key { get; set; } = "";

    /// <summary>Save that the page showed.</summary>
    [BindProperty]
    public int Seen { get; set; }

    /// <summary>The titles, by language.</summary>
    [BindProperty]
    public Dictionary<string, string?> Titles { get; set; } = [];

    /// <summary>The introductions, by language.</summary>
    [BindProperty]
    public Dictionary<string, string?> Introductions { get; set; } = [];

    /// <summary>The draft.</summary>
    public RubricVersion Draft { get; private set; } = null!;

    /// <summary>Shows the form.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (!await FindAsync(cancellation))
        {
            return Redirect($"/admin/criteria/{Key}");
        }

        Seen = Draft.Saves;
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
            return Redirect($"/admin/criteria/{Key}");
        }

        Check(nameof(Titles), Titles, RubricRules.TitleLength);
        Check(nameof(Introductions), Introductions, RubricRules.IntroductionLength);
        if (!ModelState.IsValid)
        {
            return Page();
        }

        if (!await drafts.SaveAsync(Key, Seen, rubric => rubric with { Title = Written(rubric.Title, Titles), Introduction = Written(rubric.Introduction, Introductions) }, Actor, cancellation))
        {
            await FindAsync(cancellation);
            ModelState.Remove(nameof(Seen));
            Seen = Draft.Saves;
            ModelState.AddModelError("", "Somebody else changed the draft meanwhile. What you typed is still here: look at the draft in another tab, then save again.");
            return Page();
        }

        this.Say("Title and introduction are saved in the draft.");
        return Redirect($"/admin/criteria/{Key}");
    }

    private void Check(string name, Dictionary<string, string?> texts, int most)
    {
        foreach (var (language, _) in Localisation.Languages)
        {
            var length = texts.GetValueOrDefault(language)?.Trim().Length ?? 0;
            if (length == 0 && language == "en")
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

    private async Task<bool> FindAsync(CancellationToken cancellation)
    {
        Draft = (await db.RubricVersions.AsNoTracking().SingleOrDefaultAsync(v => v.Key == Key && v.PublishedAt == null, cancellation))!;
        return Draft is not null;
    }
}
