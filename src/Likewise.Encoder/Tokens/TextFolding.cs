using System.Globalization;
using System.Text;

namespace Likewise.Encoder;

/// <summary>
/// What BERT does to a text before it looks for words, one character at a time: drop control characters, set ideographs and
/// punctuation apart, take accents off, lower the case. The result of a character is a text in which a space ends a word, so that
/// "a", "Á" → "a"; "," → " , "; U+0007 → "".
/// </summary>
/// <remarks>
/// One character at a time gives what folding the whole text gives, because canonical decomposition joins no characters and the
/// marks that it would reorder are dropped. Results are remembered; racing threads compute the same one.
/// </remarks>
internal sealed class TextFolding
{
    // Remembered for the first two planes, emoji included; the rest is rare, and remembering it would have no useful limit.
    private const int RememberedPages = 0x200;
    private const int PageSize = 0x100;

    private readonly bool _clean;
    private readonly bool _setIdeographsApart;
    private readonly bool _stripAccents;
    private readonly bool _lowerCase;
    private readonly string?[]?[] _pages = new string?[RememberedPages][];

    /// <param name="clean">Drop control characters.</param>
    /// <param name="setIdeographsApart">Make each CJK ideograph a word.</param>
    /// <param name="stripAccents">Decompose and drop nonspacing marks.</param>
    /// <param name="lowerCase">Lower the case.</param>
    public TextFolding(bool clean, bool setIdeographsApart, bool stripAccents, bool lowerCase)
    {
        (_clean, _setIdeographsApart, _stripAccents, _lowerCase) = (clean, setIdeographsApart, stripAccents, lowerCase);
    }

    /// <summary>What the constructor was told.</summary>
    public (bool Clean, bool SetIdeographsApart, bool StripAccents, bool LowerCase) Rules =>
        (_clean, _setIdeographsApart, _stripAccents, _lowerCase);

    /// <summary>Whether this process can decompose characters: without Unicode data, .NET returns them as they are.</summary>
    public static bool CanDecompose => "\u00E9".Normalize(NormalizationForm.FormD).Length == 2;

    /// <summary>The folded form of one character.</summary>
    public string Fold(Rune rune)
    {
        var page = rune.Value / PageSize;
        if (page >= RememberedPages) return Compute(rune);
        var entries = _pages[page] ??= new string?[PageSize];
        return entries[rune.Value % PageSize] ??= Compute(rune);
    }

    private string Compute(Rune rune)
    {
        if (Rune.IsWhiteSpace(rune) && !(_clean && IsControl(rune))) return " ";
        if (_clean && (rune.Value is 0 or 0xFFFD || IsControl(rune))) return "";

        var folded = new StringBuilder();
        foreach (var part in Decompose(rune).EnumerateRunes())
        {
            if (!_stripAccents || Rune.GetUnicodeCategory(part) != UnicodeCategory.NonSpacingMark)
                Append(folded, part);
        }
        return _setIdeographsApart && IsIdeograph(rune.Value) ? $" {folded} " : folded.ToString();
    }

    private string Decompose(Rune rune)
    {
        // .NET refuses U+FFFE, a noncharacter that decomposes to itself.
        var text = rune.ToString();
        return _stripAccents && rune.Value != 0xFFFE ? text.Normalize(NormalizationForm.FormD) : text;
    }

    private void Append(StringBuilder folded, Rune part)
    {
        if (Rune.IsWhiteSpace(part))
            folded.Append(' ');
        else if (IsPunctuation(part))
            folded.Append(' ').Append(part).Append(' ');
        else if (_lowerCase && part.Value == 0x130)
            folded.Append("i\u0307"); // The one character whose lower case is two; .NET leaves it as it is.
        else
            folded.Append(_lowerCase ? Rune.ToLowerInvariant(part) : part);
    }

    /// <summary>Control, format and private-use characters, except the three that separate words.</summary>
    private static bool IsControl(Rune rune) =>
        rune.Value is not ('\t' or '\n' or '\r')
        && Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse;

    /// <summary>Unicode's punctuation, and every ASCII character that is neither letter, digit, space nor control.</summary>
    private static bool IsPunctuation(Rune rune) =>
        rune.IsAscii
            ? rune.Value is (>= 33 and <= 47) or (>= 58 and <= 64) or (>= 91 and <= 96) or (>= 123 and <= 126)
            : Rune.IsPunctuation(rune);

    /// <summary>The blocks of CJK ideographs that BERT knows; kana and hangul are words like others.</summary>
    private static bool IsIdeograph(int value) => value is
        (>= 0x4E00 and <= 0x9FFF) or (>= 0x3400 and <= 0x4DBF) or (>= 0xF900 and <= 0xFAFF)
        or (>= 0x20000 and <= 0x2A6DF) or (>= 0x2A700 and <= 0x2B73F) or (>= 0x2B740 and <= 0x2B81F)
        or (>= 0x2B820 and <= 0x2CEAF) or (>= 0x2F800 and <= 0x2FA1F);
}
