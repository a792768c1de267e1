using System.Globalization;

namespace Likewise;

/// <summary>Reads a number written in digits, with its groups and decimals as the language has them.</summary>
internal static class NumberText
{
    private const int LengthMax = 32;

    /// <returns>False where it is something else: a time, a fraction, a date.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, Language language, out double value)
    {
        value = 0;
        if (text.Length > LengthMax || text.ContainsAny(':', '/'))
            return false;

        var mark = DecimalMark(text, language);
        Span<char> plain = stackalloc char[LengthMax];
        var length = 0;
        foreach (var letter in text)
        {
            if (letter == mark)
                plain[length++] = '.';
            else if (char.IsDigit(letter))
                plain[length++] = (char)('0' + (int)char.GetNumericValue(letter));
        }

        return double.TryParse(plain[..length], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value);
    }

    /// <summary>Which sign begins the decimals; '\0' where there are none.</summary>
    private static char DecimalMark(ReadOnlySpan<char> text, Language language)
    {
        var last = text.LastIndexOfAny('.', ',');
        if (last < 0)
            return '\0';

        var mark = text[last];
        var other = mark == '.' ? ',' : '.';
        if (text.Contains(other))
            return mark; // 1,000.50
        if (text.Count(mark) > 1)
            return '\0'; // 1,000,000

        // One sign and three digits after it: groups in one language, decimals in another.
        var group = language is Language.English or Language.Unknown ? ',' : '.';
        return mark == group && text.Length - last == 4 && text[0] != '0' ? '\0' : mark;
    }
}
