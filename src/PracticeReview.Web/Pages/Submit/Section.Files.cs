using Microsoft.AspNetCore.Mvc;
using PracticeReview.Practices;

namespace PracticeReview.Web.Pages.Submit;

/// <summary>Files of a section: added and removed with or without a script, and never at the cost of what was typed.</summary>
public sealed partial class SectionModel
{
    /// <summary>Why files were not added, in words.</summary>
    public IReadOnlyList<string> FileProblems { get; private set; } = [];

    /// <summary>Saves the section, then adds the files chosen.</summary>
    public Task<IActionResult> OnPostUploadAsync(CancellationToken cancellation) => SaveAndGoAsync("files", async () =>
    {
        var chosen = Request.Form.Files.GetFiles("upload").Where(file => file.FileName.Length > 0).ToList();
        var problems = chosen.Count == 0 ? [new PracticeProblem("Files", PracticeSentences.NoFile)] : new List<PracticeProblem>();
        foreach (var file in chosen)
        {
            var result = await attachFile.ExecuteAsync(Id, AccountId, file.FileName, await BytesAsync(file, cancellation), cancellation);
            if (result.Outcome != SaveOutcome.Saved)
            {
                return result.Outcome == SaveOutcome.Closed ? Redirect($"/submissions/{Id}") : NotFound();
            }

            problems.AddRange(new[] { result.Problem }.OfType<PracticeProblem>());
        }

        FileProblems = [.. problems.Select(Sentence)];
        return null;
    }, cancellation);

    /// <summary>Saves the section, then removes a file.</summary>
    public Task<IActionResult> OnPostRemoveAsync(Guid file, CancellationToken cancellation) => SaveAndGoAsync("files", async () =>
        await removeFile.ExecuteAsync(Id, AccountId, file, cancellation) switch
        {
            SaveOutcome.Saved => null,
            SaveOutcome.Closed => Redirect($"/submissions/{Id}"),
            _ => NotFound(),
        }, cancellation);

    /// <summary>Adds one file for the script, and answers with its row of the form, or with what is wrong.</summary>
    public async Task<IActionResult> OnPostUploadFileAsync(IFormFile? upload, CancellationToken cancellation)
    {
        if (User.Identity?.IsAuthenticated != true)
        {
            return Answer(401, new { text = Texts["You were signed out, and this is not saved yet"].Value });
        }

        if (!await antiforgery.IsRequestValidAsync(HttpContext))
        {
            return Answer(400, new { token = antiforgery.GetAndStoreTokens(HttpContext).RequestToken });
        }

        if (PracticeForm.Section(SectionKey) is not { } section)
        {
            return NotFound();
        }

        var result = await attachFile.ExecuteAsync(Id, AccountId, upload?.FileName ?? "", await BytesAsync(upload, cancellation), cancellation);
        switch (result)
        {
            case { Outcome: SaveOutcome.Closed }:
                return Answer(409, new { text = Texts["This practice can't be changed any more."].Value });
            case { Outcome: not SaveOutcome.Saved }:
                return NotFound();
            case { Problem: { } problem }:
                return Answer(422, new { text = Sentence(problem) });
        }

        await ShowAgainAsync(section, cancellation);
        return Partial("_File", (this, result.File!));
    }

    /// <summary>The bytes sent, one more than allowed at most.</summary>
    private static async Task<byte[]> BytesAsync(IFormFile? file, CancellationToken cancellation)
    {
        if (file is null)
        {
            return [];
        }

        var bytes = new byte[Math.Min(file.Length, FileRules.LargestFile + 1)];
        await using var stream = file.OpenReadStream();
        await stream.ReadExactlyAsync(bytes, cancellation);
        return bytes;
    }
}
