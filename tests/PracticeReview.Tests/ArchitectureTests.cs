using ArchUnitNET.Domain;
using ArchUnitNET.Domain.Extensions;
using ArchUnitNET.Loader;
using PracticeReview.Data;
using PracticeReview.Web.Hosting;
using PracticeReview.Workflows.Definitions;

namespace PracticeReview.Tests;

/// <summary>Dependencies run one way: Web → PracticeReview → Workflows, and along the flow never backwards.</summary>
public sealed class ArchitectureTests
{
    private static readonly Architecture Code = new ArchLoader()
        .LoadAssemblies(typeof(PracticeReviewOptions).Assembly, typeof(AppDbContext).Assembly, typeof(WorkflowDefinition).Assembly)
        .Build();

    // Asked for many times, and slow to find out.
    private static readonly ILookup<IType, IType> Uses = Code.Types
        .Where(type => type.FullName.StartsWith("PracticeReview", StringComparison.Ordinal))
        .SelectMany(type => type.GetTypeDependencies().Distinct().Select(target => (type, target)))
        .ToLookup(pair => pair.type, pair => pair.target);

    // In the order in which a practice meets them.
    private static readonly string[] Flow = ["Practices", "Criteria", "Reviewers", "Matching", "Reviews", "Decisions", "Publishing"];

    [Fact]
    public void The_runtime_knows_nothing_of_reviews_and_reviews_know_nothing_of_the_web()
    {
        var upwards = Dependencies("PracticeReview.Workflows", to => IsIn(to, "PracticeReview") && !IsIn(to, "PracticeReview.Workflows"));
        Assert.True(upwards.Count == 0, string.Join(Environment.NewLine, upwards));
        Assert.Empty(Dependencies("PracticeReview", to => IsIn(to, "PracticeReview.Web"), except: ["PracticeReview.Web"]));
        Assert.NotEmpty(Dependencies("PracticeReview.Web", to => IsIn(to, "PracticeReview.Practices")));
    }

    [Fact]
    public void A_folder_of_the_flow_uses_only_those_before_it()
    {
        var backwards = Flow.SelectMany((folder, place) => Flow[(place + 1)..].SelectMany(later =>
            Dependencies($"PracticeReview.{folder}", to => IsIn(to, $"PracticeReview.{later}"))));

        Assert.True(!backwards.Any(), string.Join(Environment.NewLine, backwards));
    }

    private static List<string> Dependencies(string from, Func<IType, bool> to, string[]? except = null) => Code.Types
        .Where(type => IsIn(type, from) && !(except ?? []).Any(name => IsIn(type, name)))
        .SelectMany(type => Uses[type].Where(to).Select(target => $"{type.FullName} uses {target.FullName}"))
        .Distinct()
        .ToList();

    private static bool IsIn(IType type, string name) =>
        type.FullName.StartsWith(name + ".", StringComparison.Ordinal);
}
