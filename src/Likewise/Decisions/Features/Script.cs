namespace Likewise;

/// <summary>What letters a text is written in.</summary>
internal static class Script
{
    /// <summary>No letters, or those of several scripts.</summary>
    public const int Mixed = 0;

    public const int Latin = 1;

    /// <summary>A text is in a script that this many of its letters in a hundred are of.</summary>
    private const int SharePercent = 70;

    // Where each begins, in the order of Unicode; what lies between is counted with the one before it. Kana and ideographs are
    // one, as Japanese mixes them.
    private static readonly (char First, int Script)[] Blocks =
    [
        ('A', Latin), ('\u0370', 2), ('\u0400', 3), ('\u0530', 4), ('\u0590', 5), ('\u0600', 6), ('\u0900', 7), ('\u0980', 8),
        ('\u0e00', 9), ('\u0f00', 10), ('\u10a0', 11), ('\u1100', 12), ('\u1200', 13), ('\u1e00', Latin), ('\u1f00', 2),
        ('\u2c00', 3), ('\u2e80', 14), ('\uac00', 12), ('\uf900', 14), ('\uff21', Latin), ('\uff66', 14),
    ];

    /// <summary>Whether words are written without spaces, so that each sign counts as one: ideographs, kana, Thai …</summary>
    public static bool IsUnspaced(char letter) => letter
        is (>= '\u3040' and <= '\u30ff')  // kana
        or (>= '\u3400' and <= '\u9fff')  // ideographs
        or (>= '\uf900' and <= '\ufaff')
        or (>= '\u0e00' and <= '\u0eff'); // Thai, Lao

    /// <summary>The script of most letters; <see cref="Mixed"/> where there is none.</summary>
    public static int Of(string text)
    {
        Span<int> counts = stackalloc int[15];
        var total = 0;
        foreach (var letter in text)
        {
            if (char.IsAscii(letter) ? !char.IsAsciiLetter(letter) : !char.IsLetter(letter))
                continue;
            counts[Of(letter)]++;
            total++;
        }

        for (var script = 1; script < counts.Length; script++)
        {
            if (counts[script] * 100 > total * SharePercent)
                return script;
        }

        return Mixed;
    }

    private static int Of(char letter)
    {
        var script = Mixed;
        for (var index = 0; index < Blocks.Length && letter >= Blocks[index].First; index++)
            script = Blocks[index].Script;
        return script;
    }
}
