namespace Likewise;

/// <summary>Letters without culture: their lower case, and the letter under a diacritic.</summary>
internal static class Letters
{
    private const char First = '\u00c0';

    // À to ſ, as Unicode decomposes them; those that it does not (ø, ł, đ …) as they are commonly typed without.
    private const string Bare =
        "aaaaaaaceeeeiiiidnooooo*ouuuuytsaaaaaaaceeeeiiiidnooooo*ouuuuyty"
        + "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkkllllllllll"
        + "nnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

    /// <summary>Lower case by the invariant rules; one character stays one.</summary>
    public static char ToLower(char letter) =>
        char.IsAscii(letter) ? (char)(letter | (letter is >= 'A' and <= 'Z' ? 0x20 : 0)) : char.ToLowerInvariant(letter);

    /// <summary>A lower-case letter without its diacritic.</summary>
    public static char ToBare(char letter) =>
        letter >= First && letter - First < Bare.Length ? Bare[letter - First] : letter;

    /// <summary>FNV-1a over UTF-16; never 0, which stands for nothing.</summary>
    public static uint HashOf(ReadOnlySpan<char> text)
    {
        var hash = 2166136261u;
        foreach (var letter in text)
            hash = (hash ^ letter) * 16777619u;
        return hash == 0 ? 1 : hash;
    }
}
