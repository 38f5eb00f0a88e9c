using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("PracticeReview.Workflows.Tests")]
