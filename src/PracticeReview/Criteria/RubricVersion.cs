namespace PracticeReview.Criteria;

/// <summary>A rubric at some time. A draft until it is published; from then on it never changes, because reviews are scored by it.</summary>
public sealed class RubricVersion
{
    private RubricVersion() { }

    /// <summary>Begins a draft.</summary>
    public RubricVersion(Guid id, int number, Rubric content, string author, DateTimeOffset now) =>
        (Id, Key, Number, Content, Author, SavedAt) = (id, content.Key, number, content, author, now);

    /// <summary>Identity, which assignments keep.</summary>
    public Guid Id { get; private set; }

    /// <summary>The rubric that it is a version of.</summary>
    public string Key { get; private set; } = "";

    /// <summary>1, 2, … within the rubric.</summary>
    public int Number { get; private set; }

    /// <summary>What it says.</summary>
    public Rubric Content { get; private set; } = null!;

    /// <summary>Who saved it last, by name.</summary>
    public string Author { get; private set; } = "";

    /// <summary>When (UTC).</summary>
    public DateTimeOffset SavedAt { get; private set; }

    /// <summary>Counts saves, so that two administrators notice each other.</summary>
    public int Saves { get; private set; }

    /// <summary>Tells this save from any other, also of a draft that took the place of a discarded one.</summary>
    public string Stamp => $"{Id:N}-{Saves}";

    /// <summary>Since when reviewers can be given it (UTC); null for a draft.</summary>
    public DateTimeOffset? PublishedAt { get; private set; }

    /// <summary>Since when workflows can't choose it any more (UTC); null while they can. Workflows that name it already, and rounds scored by it, keep it.</summary>
    public DateTimeOffset? RetiredAt { get; private set; }

    /// <summary>Came with the product.</summary>
    public bool IsShipped { get; init; }

    /// <summary>Can still be changed.</summary>
    public bool IsDraft => PublishedAt is null;

    /// <summary>Changes the draft.</summary>
    /// <exception cref="InvalidOperationException">It is published, or the content is that of another rubric.</exception>
    public void Save(Rubric content, string author, DateTimeOffset now)
    {
        RequireDraft();
        if (content.Key != Key)
        {
            throw new InvalidOperationException("A rubric keeps its key.");
        }

        (Content, Author, SavedAt) = (content, author, now);
        Saves++;
    }

    /// <summary>Lets reviewers be given it.</summary>
    /// <exception cref="InvalidOperationException">It is published already, or has problems.</exception>
    public void Publish(DateTimeOffset now)
    {
        RequireDraft();
        if (RubricRules.Problems(Content) is { Count: > 0 } problems)
        {
            throw new InvalidOperationException(string.Join(" ", problems));
        }

        PublishedAt = now;
    }

    /// <summary>Takes it from what workflows can choose. A version published later can be chosen again.</summary>
    /// <exception cref="InvalidOperationException">It is a draft, or of the default rubric, which is used where no other is named.</exception>
    public void Retire(DateTimeOffset now)
    {
        if (IsDraft || Key == Rubric.DefaultKey)
        {
            throw new InvalidOperationException("Only a published rubric other than the default can be taken from what workflows can choose.");
        }

        RetiredAt ??= now;
    }

    /// <summary>Lets workflows choose it again.</summary>
    public void OfferAgain() => RetiredAt = null;

    private void RequireDraft()
    {
        if (!IsDraft)
        {
            throw new InvalidOperationException("A published version of a rubric never changes.");
        }
    }
}
