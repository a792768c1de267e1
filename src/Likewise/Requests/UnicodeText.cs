namespace Likewise;

/// <summary>Tells text from UTF-16 that only looks like it.</summary>
internal static class UnicodeText
{
    /// <summary>Where half a surrogate pair stands, or -1 in valid text.</summary>
    public static int IndexOfHalfPair(ReadOnlySpan<char> text)
    {
        // Nearly all text has no surrogate at all, and that is seen in one vectorised pass.
        var start = text.IndexOfAnyInRange('\uD800', '\uDFFF');
        if (start < 0)
            return -1;

        for (var index = start; index < text.Length; index++)
        {
            if (!char.IsSurrogate(text[index]))
                continue;
            if (index + 1 == text.Length || !char.IsSurrogatePair(text[index], text[index + 1]))
                return index;
            index++;
        }

        return -1;
    }
}
