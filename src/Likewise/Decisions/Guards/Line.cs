namespace Likewise;

/// <summary>
/// Two prompts side by side, word for word without fillers: what is the same at their beginning and at their end is left out,
/// and the rest is where they differ.
/// </summary>
internal readonly ref struct Line
{
    /// <summary>Longer prompts are not compared so: too much else may be different in them.</summary>
    public const int WordsMax = 48;

    private Line(ReadOnlySpan<ushort> asked, ReadOnlySpan<ushort> stored, int shared, int before)
    {
        Asked = asked;
        Stored = stored;
        Shared = shared;
        Before = before;
    }

    /// <summary>Which words of the prompt asked the other has not in their place.</summary>
    public ReadOnlySpan<ushort> Asked { get; }

    /// <summary>Those of the other.</summary>
    public ReadOnlySpan<ushort> Stored { get; }

    /// <summary>How many words both have, before and after.</summary>
    public int Shared { get; }

    /// <summary>The word of the prompt asked before the difference; -1: it begins with it.</summary>
    public int Before { get; }

    /// <param name="asked">The prompt asked.</param>
    /// <param name="stored">The other.</param>
    /// <param name="buffer">Room for twice <see cref="WordsMax"/>.</param>
    public static Line Between(PromptFeatures asked, PromptFeatures stored, Span<ushort> buffer)
    {
        var ours = Fill(asked, buffer[..WordsMax]);
        var theirs = Fill(stored, buffer[WordsMax..]);
        var (start, end, shortest) = (0, 0, Math.Min(ours.Length, theirs.Length));
        while (start < shortest && asked.Words[ours[start]].Stem == stored.Words[theirs[start]].Stem)
            start++;
        while (end < shortest - start && asked.Words[ours[^(end + 1)]].Stem == stored.Words[theirs[^(end + 1)]].Stem)
            end++;
        return new Line(ours[start..^end], theirs[start..^end], start + end, start > 0 ? ours[start - 1] : -1);
    }

    private static ReadOnlySpan<ushort> Fill(PromptFeatures features, Span<ushort> line)
    {
        if (features.Words.Length > WordsMax)
            return [];

        var count = 0;
        for (var index = 0; index < features.Words.Length; index++)
        {
            if (!features.Words[index].Is(WordTraits.Filler))
                line[count++] = (ushort)index;
        }

        return line[..count];
    }
}
