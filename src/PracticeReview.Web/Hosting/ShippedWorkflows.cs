using PracticeReview.Criteria;
using PracticeReview.Data.Flow;

namespace PracticeReview.Web.Hosting;

/// <summary>Loads the definitions that stand in the folder "workflows" beside the program, at every start.</summary>
public static class ShippedWorkflows
{
    /// <summary>Loads them; one that can't be used is named on standard error and passed over.</summary>
    public static async Task LoadAsync(IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<ShippedRubric>().LoadAsync(CancellationToken.None);
        var folder = Path.Combine(AppContext.BaseDirectory, "workflows");
        foreach (var skipped in await scope.ServiceProvider.GetRequiredService<ShippedDefinitions>().LoadAsync(folder, CancellationToken.None))
        {
            await Console.Error.WriteLineAsync($"The workflow in {skipped.File} is not used; mend the file and start again:");
            foreach (var problem in skipped.Problems)
            {
                await Console.Error.WriteLineAsync($"  {problem}");
            }
        }
    }
}
