using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("PracticeReview.Tests")]
