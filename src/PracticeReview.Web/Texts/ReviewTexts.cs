namespace PracticeReview.Web.Texts;

/// <summary>Texts of the reviewer's pages. The key is the English sentence; translations are in the .resx files beside.</summary>
public sealed class ReviewTexts;
