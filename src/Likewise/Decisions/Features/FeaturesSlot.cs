namespace Likewise;

/// <summary>
/// Where a summary keeps its prompt's features once they were needed. Equal to any other, so that it is no difference between
/// two summaries; a copy with another prompt makes its own.
/// </summary>
internal struct FeaturesSlot : IEquatable<FeaturesSlot>
{
    private PromptFeatures? _made;

    /// <remarks>Safe for concurrent readers: features never change, and two that are made at once say the same.</remarks>
    public PromptFeatures Of(string prompt)
    {
        var made = Volatile.Read(ref _made);
        if (made is null || !ReferenceEquals(made.Prompt, prompt))
            Volatile.Write(ref _made, made = PromptFeatures.Of(prompt));
        return made;
    }

    public readonly bool Equals(FeaturesSlot other) => true;

    public override readonly bool Equals(object? obj) => obj is FeaturesSlot;

    public override readonly int GetHashCode() => 0;
}
