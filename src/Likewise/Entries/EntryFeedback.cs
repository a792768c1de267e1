namespace Likewise;

/// <summary>What callers said of an answer that they got.</summary>
/// <param name="Right">How often it was right for what was asked.</param>
/// <param name="Wrong">How often it was wrong.</param>
public readonly record struct EntryFeedback(long Right, long Wrong)
{
    /// <summary>Both together.</summary>
    public static EntryFeedback operator +(EntryFeedback left, EntryFeedback right) => Add(left, right);

    /// <summary>Both together.</summary>
    public static EntryFeedback Add(EntryFeedback left, EntryFeedback right) =>
        new(left.Right + right.Right, left.Wrong + right.Wrong);
}
