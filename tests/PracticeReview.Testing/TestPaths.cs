using System.Reflection;

namespace PracticeReview.Testing;

/// <summary>Where things of this repository lie, noted when the tests were built.</summary>
public static class TestPaths
{
    /// <summary>The folder of the repository.</summary>
    public static readonly string Repository = typeof(TestPaths).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "Repository").Value!;

    /// <summary>The project of the product.</summary>
    public static string Web => Path.Combine(Repository, "src", "PracticeReview.Web");
}
