using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using PracticeReview.Data;
using PracticeReview.Practices;
using PracticeReview.Web.Hosting;
using PracticeReview.Web.Texts;

namespace PracticeReview.Web.Pages.Submit;

/// <summary>
/// One section of the form. It takes a post from someone whose session has ended, too, and one without a valid
/// antiforgery token: neither saves anything, but both show again what was typed.
/// </summary>
[AllowAnonymous, IgnoreAntiforgeryToken, UploadLimit]
public sealed partial class SectionModel(
    AppDbContext db, SaveDraft saveDraft, AttachFile attachFile, RemoveFile removeFile, IAntiforgery antiforgery, TimeProvider time, IStringLocalizer<SubmitTexts> texts)
    : SubmitPage(time, texts)
{
    private IReadOnlyList<PracticeProblem> _readingProblems = [];

    /// <summary>The practice.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    /// <summary>Key of the section.</summary>
    [BindProperty(SupportsGet = true, Name = "section")]
    public string? SectionKey { get; set; }

    /// <summary>Shows what is missing, too, for those who come from the check before submitting.</summary>
    [BindProperty(SupportsGet = true, Name = "check")]
    public bool ShowsMissing { get; set; }

    /// <summary>The section.</summary>
    public FormSection Section { get; private set; } = PracticeForm.Sections[0];

    /// <summary>The text in hand.</summary>
    public PracticeContent Draft { get; private set; } = new();

    /// <summary>What was typed and is shown again instead of <see cref="Draft"/>.</summary>
    public IFormCollection? Typed { get; private set; }

    /// <summary>What the section held when this page was made.</summary>
    public string Base { get; private set; } = "";

    /// <summary>The session ended before this was sent.</summary>
    public bool IsSignedOut { get; private set; }

    /// <summary>The page was too old to be trusted; sending it again will do.</summary>
    public bool IsStale { get; private set; }

    /// <summary>What was typed here, when another window saved something else.</summary>
    public PracticeContent? Mine { get; private set; }

    /// <summary>When the text in hand was saved (UTC).</summary>
    public DateTimeOffset? SavedAt { get; private set; }

    /// <summary>All problems of the practice.</summary>
    public IReadOnlyList<PracticeProblem> Problems { get; private set; } = [];

    /// <summary>Number of the section, from 1.</summary>
    public int Number => PracticeForm.Sections.Index().First(pair => pair.Item == Section).Index + 1;

    /// <summary>The section after this; null after the last.</summary>
    public FormSection? Next => PracticeForm.Sections.ElementAtOrDefault(Number);

    /// <summary>Shows the section.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (User.Identity?.IsAuthenticated != true)
        {
            return Challenge();
        }

        var practice = await db.Practices.AsNoTracking().SingleOrDefaultAsync(p => p.Id == Id && p.SubmitterId == AccountId, cancellation);
        if (practice is null || PracticeForm.Section(SectionKey) is not { } section)
        {
            return NotFound();
        }

        if (!practice.CanEdit)
        {
            return Redirect($"/submissions/{Id}");
        }

        await FindCallsAsync(section, cancellation);
        Show(section, practice);
        return Page();
    }

    /// <summary>Saves the section and leads on.</summary>
    public Task<IActionResult> OnPostAsync(string? then, CancellationToken cancellation) => SaveAndGoAsync(then, null, cancellation);

    private async Task<IActionResult> SaveAndGoAsync(string? then, Func<Task<IActionResult?>>? act, CancellationToken cancellation)
    {
        if (PracticeForm.Section(SectionKey) is not { } section)
        {
            return NotFound();
        }

        (Section, Typed) = (section, Request.Form);
        if (User.Identity?.IsAuthenticated != true)
        {
            IsSignedOut = true;
            Base = Request.Form["base"].ToString();
            Response.StatusCode = StatusCodes.Status401Unauthorized;
            return Page();
        }

        if (!await antiforgery.IsRequestValidAsync(HttpContext))
        {
            return await ShowStaleAsync(section, cancellation);
        }

        var (result, reading) = await SaveAsync(section, cancellation);
        switch (result.Outcome)
        {
            case SaveOutcome.NotFound:
                return NotFound();
            case SaveOutcome.Closed:
                return Redirect($"/submissions/{Id}");
            case SaveOutcome.Conflict:
                Show(section, result.Practice!);
                Mine = reading.Content;
                Response.StatusCode = StatusCodes.Status409Conflict;
                return Page();
        }

        if (act is not null && await act() is { } answer)
        {
            return answer;
        }

        if (reading.Problems.Count > 0 || FileProblems.Count > 0)
        {
            _readingProblems = reading.Problems;
            return await ShowAgainAsync(section, cancellation);
        }

        TempData["DraftConfirmed"] = $"/submit/{Id}/{section.Key}";
        return then switch
        {
            "stay" => RedirectToPage(new { id = Id, section = section.Key }),
            "files" => Redirect($"/submit/{Id}/{section.Key}#Files"),
            "check" => RedirectToPage("Check", new { id = Id }),
            _ when Next is { } next => RedirectToPage(new { id = Id, section = next.Key }),
            _ => RedirectToPage("Check", new { id = Id }),
        };
    }

    /// <summary>Saves the section for the script, which goes on typing meanwhile.</summary>
    public async Task<IActionResult> OnPostAutoAsync(CancellationToken cancellation)
    {
        if (User.Identity?.IsAuthenticated != true)
        {
            return Answer(401, new { state = "signed-out" });
        }

        if (!await antiforgery.IsRequestValidAsync(HttpContext))
        {
            return Answer(400, new { state = "stale", token = antiforgery.GetAndStoreTokens(HttpContext).RequestToken });
        }

        if (PracticeForm.Section(SectionKey) is not { } section)
        {
            return NotFound();
        }

        var (result, reading) = await SaveAsync(section, cancellation);
        return result.Outcome switch
        {
            SaveOutcome.NotFound => NotFound(),
            SaveOutcome.Closed => Answer(409, new { state = "closed" }),
            SaveOutcome.Conflict => Answer(409, new { state = "conflict", at = Clock(result.Practice!.UpdatedAt) }),
            _ => Answer(200, new
            {
                state = "saved",
                at = Clock(result.Practice!.UpdatedAt),
                @base = SectionReading.Fingerprint(section, result.Practice.Draft),
                problems = reading.Problems.Select(problem => new { field = problem.Field, text = Sentence(problem), isSaved = false })
                    .Concat(WrongIn(section, result.Practice.Draft).Select(problem => new { field = problem.Field, text = Sentence(problem), isSaved = true })),
            }),
        };
    }

    /// <summary>Calls that can be chosen, those that close first on top.</summary>
    public IReadOnlyList<Call> OpenCalls { get; private set; } = [];

    /// <summary>What is wrong with a field, in words; null when nothing is.</summary>
    public string? ErrorOf(string field)
    {
        var problem = _readingProblems.Concat(Problems.Where(problem => ShowsMissing || !problem.IsMissing)).FirstOrDefault(problem => problem.Field == field);
        return problem is null ? null : Sentence(problem);
    }

    /// <summary>Answers to show at a field: those typed, else those saved.</summary>
    public IReadOnlyList<string> Answers(FormField field) => Typed is null
        ? field.Get(Draft)
        : [.. Typed[field.Name].OfType<string>().DefaultIfEmpty("")];

    /// <summary>Answer to show at a control of a field with several.</summary>
    public string Answer(string name, string saved) => Typed is null || !Typed.TryGetValue(name, out var typed) ? saved : typed.ToString();

    private static ObjectResult Answer(int status, object value) => new(value) { StatusCode = status };

    private async Task<(SaveResult Result, SectionReading Reading)> SaveAsync(FormSection section, CancellationToken cancellation)
    {
        await FindCallsAsync(section, cancellation);
        var reading = new SectionReading(new(), []);
        var known = Request.Form["base"].ToString();
        var result = await saveDraft.ExecuteAsync(Id, AccountId, current =>
        {
            reading = SectionReading.Apply(section, Request.Form, current, OpenCalls);
            var stored = SectionReading.Fingerprint(section, current);
            return known == stored || SectionReading.Fingerprint(section, reading.Content) == stored ? reading.Content : null;
        }, cancellation);
        return (result, reading);
    }

    // A text that is still too short is no mistake while it is being written.
    private IEnumerable<PracticeProblem> WrongIn(FormSection section, PracticeContent draft) => Check(draft).Where(problem =>
        !problem.IsMissing && problem.Sentence != PracticeSentences.TooShort && section.Fields.Any(field => problem.Field == field.Name || problem.Field.StartsWith(field.Name + "[", StringComparison.Ordinal)));

    /// <summary>The section as it is saved now, with what was typed.</summary>
    private async Task<IActionResult> ShowAgainAsync(FormSection section, CancellationToken cancellation)
    {
        db.ChangeTracker.Clear();
        var practice = await db.Practices.AsNoTracking().SingleOrDefaultAsync(p => p.Id == Id && p.SubmitterId == AccountId, cancellation);
        if (practice is null)
        {
            return NotFound();
        }

        await FindCallsAsync(section, cancellation);
        Show(section, practice);
        return Page();
    }

    private async Task FindCallsAsync(FormSection section, CancellationToken cancellation)
    {
        if (section.Fields.Any(field => field.Kind == FieldKind.Call))
        {
            OpenCalls = await OpenCallsAsync(db, cancellation);
        }
    }

    private async Task<IActionResult> ShowStaleAsync(FormSection section, CancellationToken cancellation)
    {
        if (await ShowAgainAsync(section, cancellation) is NotFoundResult missing)
        {
            return missing;
        }

        IsStale = true;
        Base = Request.Form["base"].ToString();
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return Page();
    }

    private void Show(FormSection section, Practice practice)
    {
        Section = section;
        Draft = practice.Draft;
        SavedAt = practice.DraftVersion == 0 ? null : practice.UpdatedAt;
        Base = SectionReading.Fingerprint(section, practice.Draft);
        Problems = Check(practice.Draft);
    }
}
