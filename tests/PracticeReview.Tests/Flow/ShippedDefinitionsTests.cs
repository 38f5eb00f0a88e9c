using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PracticeReview.Data.Flow;

namespace PracticeReview.Tests.Flow;

/// <summary>What stands in the folder of definitions, read at each start.</summary>
public sealed class ShippedDefinitionsTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("practice-review-definitions-");

    public void Dispose() => _folder.Delete(recursive: true);

    private static Task<IReadOnlyList<SkippedDefinition>> LoadAsync(Journey journey, string folder) =>
        journey.InScopeAsync(scope => scope.GetRequiredService<ShippedDefinitions>().LoadAsync(folder, default));

    [Fact]
    public async Task What_can_not_be_used_is_named_and_passed_over()
    {
        await using var journey = await Journey.BeginAsync();
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "broken.json"), "{ \"root\": ");
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "unknown.json"),
            """{"definitionId":"u","name":"U","root":{"id":"a","type":"Nobody.Knows"}}""");
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "zeta.json"),
            """{"definitionId":"z","name":"Z","root":{"id":"a","type":"Elsa.WriteLine","text":{"typeName":"String","expression":{"type":"Literal","value":"x"}}}}""");

        var skipped = await LoadAsync(journey, _folder.FullName);

        Assert.Equal(["broken.json", "unknown.json"], skipped.Select(s => s.File));
        Assert.Contains(skipped[1].Problems, problem => problem.Contains("Nobody.Knows", StringComparison.Ordinal));
        await using var db = journey.NewContext();
        Assert.Equal(["practice-review", "z"], await db.WorkflowDefinitions.OrderBy(d => d.DefinitionId).Select(d => d.DefinitionId).ToListAsync());
    }

    [Fact]
    public async Task A_file_that_did_not_change_makes_no_new_version()
    {
        await using var journey = await Journey.BeginAsync();
        Assert.Empty(await LoadAsync(journey, Journey.Workflows));

        await using var db = journey.NewContext();
        Assert.Single(await db.WorkflowDefinitions.ToListAsync());
    }
}
