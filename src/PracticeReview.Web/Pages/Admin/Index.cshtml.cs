using Microsoft.AspNetCore.Mvc;
using PracticeReview.Practices;

namespace PracticeReview.Web.Pages.Admin;

/// <summary>The queue of submissions.</summary>
public sealed class IndexModel(SubmissionQueue queue, TimeProvider time) : AdminPage(time)
{
    /// <summary>Rows on a page.</summary>
    public const int PageSize = 25;

    /// <summary>What to list: "open" (default), "overdue", "closed", or a stage.</summary>
    [BindProperty(SupportsGet = true, Name = "show")]
    public string? Show { get; set; }

    /// <summary>Words to search for.</summary>
    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Words { get; set; }

    /// <summary>Page of the list.</summary>
    [BindProperty(SupportsGet = true, Name = "p")]
    public int Number { get; set; } = 1;

    /// <summary>The rows.</summary>
    public IReadOnlyList<QueueItem> Items { get; private set; } = [];

    /// <summary>Which part this is.</summary>
    public Paging Paging { get; private set; } = new(1, PageSize, 0);

    /// <summary>What can be chosen to list, each with its number.</summary>
    public IReadOnlyList<(string Key, string Name, int Number)> Choices { get; private set; } = [];

    /// <summary>Lists the queue.</summary>
    public async Task OnGetAsync(CancellationToken cancellation)
    {
        Words = string.IsNullOrWhiteSpace(Words) ? null : Words.Trim()[..Math.Min(Words.Trim().Length, 200)];
        Number = Paging.Number(Number);
        var stages = Stages();
        var request = new QueueRequest(stages, Show == "overdue", Words, (Number - 1) * PageSize, PageSize);
        Items = await queue.PageAsync(request, Now, cancellation);
        Count(await queue.CountsAsync(Words, Now, cancellation));
        Paging = new(Number, PageSize, Choices.FirstOrDefault(choice => choice.Key == Show).Number);
    }

    private IReadOnlyList<PracticeStage> Stages()
    {
        if (Enum.TryParse<PracticeStage>(Show, ignoreCase: false, out var stage) && Enum.IsDefined(stage) && stage != PracticeStage.Draft)
        {
            return [stage];
        }

        Show = Show is "overdue" or "closed" ? Show : "open";
        return Show == "closed" ? SubmissionQueue.Closed : SubmissionQueue.Open;
    }

    private void Count(IReadOnlyList<StageCount> counts)
    {
        int Of(PracticeStage stage) => counts.FirstOrDefault(c => c.Stage == stage.ToString())?.Number ?? 0;
        var open = counts.Where(c => SubmissionQueue.Open.Any(stage => stage.ToString() == c.Stage)).ToList();
        Choices =
        [
            ("open", "All open", open.Sum(c => c.Number)),
            ("overdue", "Overdue", open.Sum(c => c.Overdue)),
            .. SubmissionQueue.Open.Select(stage => (stage.ToString(), PlainWords.Stage(stage), Of(stage))),
            ("closed", "Closed", SubmissionQueue.Closed.Sum(Of)),
            .. SubmissionQueue.Closed.Select(stage => (stage.ToString(), PlainWords.Stage(stage), Of(stage))),
        ];
    }
}
