namespace PracticeReview.Web.Hosting;

/// <summary>
/// The product cannot start, and the person who started it can do something about it. The message says what is wrong
/// and what to do; it is printed instead of a stack trace, and the process ends with code 1.
/// </summary>
public sealed class StartException(string message, Exception? inner = null) : Exception(message, inner);
