namespace Likewise;

/// <summary>Tells other spellings of a name: typing errors, initials, words written together, another ending.</summary>
internal static class NameSpelling
{
    /// <summary>What the same name, or who has to do with it, may end in.</summary>
    private static readonly Lexicon<bool> Endings = Lexicon<bool>.Load("en/derived", _ => true);

    /// <summary>Whether a name is the word of a prompt, or the words that begin there.</summary>
    public static bool IsSame(ReadOnlySpan<char> name, PromptFeatures prompt, int first)
    {
        var word = prompt.Words[first].Span.Of(prompt.Prompt);
        return name.Length <= Slips.LengthMax && word.Length <= Slips.LengthMax
            && (IsTypo(name, word) || HasSameRoot(name, word)
                || IsInitials(name, prompt, first) || IsJoined(name, prompt, first));
    }

    /// <summary>One slip of the finger in five letters, two in nine.</summary>
    private static bool IsTypo(ReadOnlySpan<char> one, ReadOnlySpan<char> other)
    {
        var slips = Math.Min(one.Length, other.Length) switch { >= 9 => 2, >= 5 => 1, _ => 0 };
        return slips > 0 && Math.Abs(one.Length - other.Length) <= slips && Slips.Between(one, other) <= slips;
    }

    /// <summary>Four letters alike and then nothing but endings: Buddhism, Buddhist.</summary>
    private static bool HasSameRoot(ReadOnlySpan<char> one, ReadOnlySpan<char> other)
    {
        var root = 0;
        while (root < Math.Min(one.Length, other.Length) && IsSame(one[root], other[root]))
            root++;
        for (var length = root; length >= 4; length--)
        {
            if (IsEnding(one[length..]) && IsEnding(other[length..]))
                return true;
        }

        return root >= 2 && one.Length + other.Length == (2 * root) + 1 && (one[^1] == 's' || other[^1] == 's'); // TV, TVs
    }

    private static bool IsEnding(ReadOnlySpan<char> text) => text.IsEmpty || Endings.Has(text);

    /// <summary>Two letters or more that the words from here on begin with.</summary>
    private static bool IsInitials(ReadOnlySpan<char> name, PromptFeatures prompt, int first)
    {
        if (name.Length is < 2 or > 5 || first + name.Length > prompt.Words.Length)
            return false;
        for (var index = 0; index < name.Length; index++)
        {
            if (!IsSame(name[index], prompt.Prompt[prompt.Words[first + index].Start]))
                return false;
        }

        return true;
    }

    /// <summary>The name written as two words.</summary>
    private static bool IsJoined(ReadOnlySpan<char> name, PromptFeatures prompt, int first)
    {
        if (first + 1 >= prompt.Words.Length)
            return false;
        var left = prompt.Words[first].Span.Of(prompt.Prompt);
        var right = prompt.Words[first + 1].Span.Of(prompt.Prompt);
        return name.Length == left.Length + right.Length
            && name.StartsWith(left, StringComparison.OrdinalIgnoreCase)
            && name.EndsWith(right, StringComparison.OrdinalIgnoreCase);
    }

    private static bool IsSame(char one, char other) => Letters.ToLower(one) == Letters.ToLower(other);
}
