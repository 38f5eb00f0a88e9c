using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using PracticeReview.Data;
using PracticeReview.Practices;
using PracticeReview.Reviewers;
using PracticeReview.Web.Hosting;

namespace PracticeReview.Web.Pages.Admin.Reviewers;

/// <summary>Adds a reviewer, or changes one.</summary>
public sealed class EditModel(AppDbContext db, SaveReviewer save, TimeProvider time) : AdminPage(time)
{
    /// <summary>The reviewer; null for a new one.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? Id { get; set; }

    /// <summary>What is entered.</summary>
    [BindProperty]
    public Entry Input { get; set; } = new();

    /// <summary>The reviewer as stored, to say whose page this is.</summary>
    public string? StoredName { get; private set; }

    /// <summary>Shows the form.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (Id is null)
        {
            Input = Entry.Of(new ReviewerDetails { Languages = ["en"] }, null);
            return Page();
        }

        if (await db.Reviewers.AsNoTracking().SingleOrDefaultAsync(r => r.Id == Id, cancellation) is not { } reviewer)
        {
            return NotFound();
        }

        StoredName = reviewer.Name;
        Input = Entry.Of(ReviewerDetails.Of(reviewer), await save.VersionAsync(reviewer.Id, cancellation));
        return Page();
    }

    /// <summary>Saves.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (Id is not null)
        {
            StoredName = await db.Reviewers.Where(r => r.Id == Id).Select(r => r.Name).SingleOrDefaultAsync(cancellation);
            if (StoredName is null)
            {
                return NotFound();
            }
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        var result = await save.ExecuteAsync(Id, Input.ToDetails(), Input.Version, Actor, cancellation);
        if (result.ReviewerId is null)
        {
            foreach (var problem in result.Problems)
            {
                ModelState.AddModelError($"Input.{problem.Field}", problem.Sentence);
            }

            if (result.ChangedMeanwhile)
            {
                ModelState.AddModelError("", "Somebody else changed this reviewer after you opened the page. Your entries are below; open the reviewer again to see theirs, then enter yours once more.");
            }

            return Page();
        }

        this.Say(Id is null ? $"{Input.Name} is on the roster." : $"{Input.Name} was saved.");
        return Redirect("/admin/reviewers");
    }

    /// <summary>Choices of objectives.</summary>
    public IEnumerable<SelectListItem> Objectives() =>
        Vocabulary.Objectives.Select(o => new SelectListItem($"{o.Number}. {o.Short("en")}", $"{o.Number}", Input.Objectives.Contains(o.Number)));

    /// <summary>Choices of regions, each followed by its sub-regions.</summary>
    public IEnumerable<SelectListItem> Regions() =>
        Vocabulary.Regions.Where(r => r.Parent is null)
            .SelectMany(region => Vocabulary.Regions.Where(r => r.Parent == region.Code).Prepend(region))
            .Select(r => new SelectListItem(r.Parent is null ? r.Label("en") : $"{Vocabulary.Region(r.Parent)!.Label("en")}: {r.Label("en")}", r.Code, Input.Regions.Contains(r.Code)));

    /// <summary>Choices of languages.</summary>
    public IEnumerable<SelectListItem> Languages() =>
        Vocabulary.Languages.Select(l => new SelectListItem(l.Label("en"), l.Key, Input.Languages.Contains(l.Key)));

    /// <summary>Languages of mails.</summary>
    public static IEnumerable<SelectListItem> PageLanguages() => ReviewerRules.PageLanguages.Select(code => new SelectListItem(Vocabulary.Language(code)!.Label("en"), code));

    /// <summary>The form.</summary>
    public sealed class Entry
    {
        /// <summary>Full name.</summary>
        public string? Name { get; set; }

        /// <summary>Address.</summary>
        public string? Email { get; set; }

        /// <summary>Employer.</summary>
        public string? Organisation { get; set; }

        /// <summary>Works for the UN.</summary>
        public bool IsInternal { get; set; }

        /// <summary>Numbers of objectives.</summary>
        public List<int> Objectives { get; set; } = [];

        /// <summary>Codes of regions.</summary>
        public List<string> Regions { get; set; } = [];

        /// <summary>Languages of reviews.</summary>
        public List<string> Languages { get; set; } = [];

        /// <summary>Language of mails.</summary>
        public string? PreferredLanguage { get; set; } = "en";

        /// <summary>IANA time zone.</summary>
        public string? TimeZone { get; set; } = "UTC";

        /// <summary>Assignments at a time.</summary>
        public int MaximumLoad { get; set; } = 2;

        /// <summary>Organisations, one on each line.</summary>
        public string? ConflictOrganisations { get; set; }

        /// <summary>Groups, one on each line.</summary>
        public string? Groups { get; set; }

        /// <summary>Can be asked.</summary>
        public bool IsActive { get; set; }

        /// <summary>The version that was opened.</summary>
        public string? Version { get; set; }

        /// <summary>What the form says at first.</summary>
        public static Entry Of(ReviewerDetails details, string? version) => new()
        {
            Name = details.Name, Email = details.Email, Organisation = details.Organisation, IsInternal = details.IsInternal,
            Objectives = [.. details.Objectives], Regions = [.. details.Regions], Languages = [.. details.Languages],
            PreferredLanguage = details.PreferredLanguage, TimeZone = details.TimeZone, MaximumLoad = details.MaximumLoad,
            ConflictOrganisations = string.Join('\n', details.ConflictOrganisations), Groups = string.Join('\n', details.Groups), IsActive = details.IsActive, Version = version,
        };

        /// <summary>What the form means.</summary>
        public ReviewerDetails ToDetails() => new()
        {
            Name = Name ?? "", Email = Email ?? "", Organisation = Organisation ?? "", IsInternal = IsInternal,
            Objectives = Objectives, Regions = Regions, Languages = Languages,
            PreferredLanguage = PreferredLanguage ?? "", TimeZone = TimeZone?.Trim() ?? "", MaximumLoad = MaximumLoad,
            ConflictOrganisations = (ConflictOrganisations ?? "").Split('\n'), Groups = (Groups ?? "").Split('\n'), IsActive = IsActive,
        };
    }
}
