namespace PracticeReview.Web.Texts;

/// <summary>Texts of the error page; the keys are the English sentences.</summary>
public sealed class ErrorTexts;
