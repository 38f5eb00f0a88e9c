namespace PracticeReview.Web.Texts;

/// <summary>Texts of the layout and of what all areas share. The key is the English sentence; translations are in the .resx files beside.</summary>
public sealed class SharedTexts;
