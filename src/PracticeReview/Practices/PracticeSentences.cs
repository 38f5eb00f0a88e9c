namespace PracticeReview.Practices;

/// <summary>What <see cref="PracticeRules"/> says, in plain English; the keys of the translations.</summary>
public static class PracticeSentences
{
    /// <summary>No title.</summary>
    public const string TitleMissing = "Give the practice a title.";

    /// <summary>No text.</summary>
    public const string TextMissing = "This needs an answer.";

    /// <summary>Longer than the limit {0}: {1} characters.</summary>
    public const string TooLong = "Shorten this to {0} characters; it has {1}.";

    /// <summary>Shorter than the limit {0}: {1} characters.</summary>
    public const string TooShort = "Write at least {0} characters; there are {1}.";

    /// <summary>More words than the limit {0}: {1}.</summary>
    public const string TooManyWords = "Shorten this to {0} words; it has {1}.";

    /// <summary>More rows than {0}.</summary>
    public const string TooManyRows = "Keep to {0} entries.";

    /// <summary>A key that the vocabulary does not have.</summary>
    public const string NotInList = "Choose from the list.";

    /// <summary>Nothing chosen where one is needed.</summary>
    public const string ChooseOne = "Choose one.";

    /// <summary>Nothing chosen where one or more are needed.</summary>
    public const string ChooseAtLeastOne = "Choose at least one.";

    /// <summary>No start date.</summary>
    public const string StartMissing = "Say when it began.";

    /// <summary>It has not begun.</summary>
    public const string StartInFuture = "This date is in the future. A practice has to have begun.";

    /// <summary>Not a likely year.</summary>
    public const string YearUnlikely = "Check the year.";

    /// <summary>Neither an end nor ongoing.</summary>
    public const string EndMissing = "Say when it ended, or that it is ongoing.";

    /// <summary>Both an end and ongoing.</summary>
    public const string EndAndOngoing = "Either give the date when it ended, or say that it is ongoing.";

    /// <summary>It ends before it begins.</summary>
    public const string EndBeforeStart = "The end is before the beginning.";

    /// <summary>Not a date at all.</summary>
    public const string NotADate = "Enter a date, such as 2021-06-30.";

    /// <summary>A local or national practice without a country.</summary>
    public const string CountryMissing = "Choose at least one country.";

    /// <summary>A regional practice without a place.</summary>
    public const string RegionMissing = "Choose at least one region or country.";

    /// <summary>No organisation.</summary>
    public const string OrganisationMissing = "Name at least one organisation.";

    /// <summary>A row without a name.</summary>
    public const string NameMissing = "Give a name.";

    /// <summary>No principle.</summary>
    public const string PrincipleMissing = "Say for at least one principle how the practice reflects it.";

    /// <summary>Not an address on the web.</summary>
    public const string NotALink = "Enter a full address that begins with https:// or http://.";

    /// <summary>Not an e-mail address.</summary>
    public const string NotAnAddress = "Enter an e-mail address like name@example.org.";

    /// <summary>Not a phone number.</summary>
    public const string NotAPhone = "Enter a phone number with country code, like +34 910 000 000.";

    /// <summary>A consent not given.</summary>
    public const string ConsentMissing = "The practice can't be submitted without this.";

    /// <summary>So long that even a draft can't keep it.</summary>
    public const string TooLongToKeep = "This was not saved: a field can hold {0} characters, and it has {1}.";

    /// <summary>A file {0} of a kind that is not accepted.</summary>
    public const string FileOfOtherKind = "“{0}” was not added. Add PDF, Word, Excel, PowerPoint or OpenDocument files, or images as PNG, JPEG or WebP.";

    /// <summary>A file {0} without content.</summary>
    public const string FileEmpty = "“{0}” was not added: it is empty.";

    /// <summary>A file {0} above the limit.</summary>
    public const string FileTooLarge = "“{0}” was not added: it is larger than 25 MB.";

    /// <summary>A file {0} whose content is no {1}, as its name says.</summary>
    public const string FileIsAnother = "“{0}” was not added: its content is not that of a {1} file, or it is damaged.";

    /// <summary>A file {0} with macros.</summary>
    public const string FileHasMacros = "“{0}” was not added: it contains macros. Save it without them, or as PDF.";

    /// <summary>An image {0} with too many pixels.</summary>
    public const string ImageTooLarge = "“{0}” was not added: it has more than 100 million pixels. Make it smaller.";

    /// <summary>A file {0} that is there as {1}.</summary>
    public const string FileTwice = "“{0}” was not added: the same file is already there as “{1}”.";

    /// <summary>A file {0} beyond the limit {1}.</summary>
    public const string FilesTooMany = "“{0}” was not added: a practice can have {1} files.";

    /// <summary>A file {0} for which the account has no room.</summary>
    public const string FilesFull = "“{0}” was not added: the files of all your practices would exceed 1 GB.";

    /// <summary>Adding without a file.</summary>
    public const string NoFile = "Choose a file first.";

    /// <summary>An image without alternative text.</summary>
    public const string AlternativeMissing = "Say what the image shows, for readers who can't see it.";

    /// <summary>An image without the consent of those it shows.</summary>
    public const string PersonsMissing = "Confirm this, or remove the image.";
}
