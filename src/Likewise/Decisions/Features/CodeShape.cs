using System.Buffers;

namespace Likewise;

/// <summary>
/// Tells what is written like code: addresses, paths, flags, identifiers, calls, versions. Such a word is compared as it stands.
/// </summary>
internal static class CodeShape
{
    /// <summary>What is longer is cut, so that a text without a space takes no longer than any other.</summary>
    private const int LengthMax = 512;

    private static readonly Lexicon<bool> Endings = Lexicon<bool>.Load("code/endings", _ => true);

    private static readonly SearchValues<char> VersionLetters = SearchValues.Create("0123456789.");

    private static readonly SearchValues<char> Stops = SearchValues.Create("\"'`“”‘’«»()[]{}<>,;!?|");

    /// <returns>The length of the code that begins here; 0 where what begins here is plain words.</returns>
    public static int LengthAt(string prompt, int at, int end)
    {
        if (at > 0 && char.IsLetterOrDigit(prompt[at - 1]))
            return 0;

        var chunk = prompt.AsSpan(at, Math.Min(end - at, LengthMax));
        var stop = chunk.IndexOfAny(Stops);
        var text = (stop < 0 ? chunk : chunk[..stop]).TrimEnd(".:…");
        if (text.Length < 2)
            return 0;
        if (stop > 0 && chunk[stop..] is ['(', ')', ..])
            return text.Length; // A call: Open().
        return IsAddress(text) || IsPath(text) || IsFlag(text) || IsIdentifier(text) || IsVersion(text) || IsDomain(text)
            ? text.Length
            : 0;
    }

    private static bool IsAddress(ReadOnlySpan<char> text) =>
        text.Contains("://", StringComparison.Ordinal)
        || (text.IndexOf('@') is > 0 and var at && text[at..].Contains('.'));

    /// <summary>It begins as a path does, or ends as a file's. Not and/or, not 24/7.</summary>
    private static bool IsPath(ReadOnlySpan<char> text)
    {
        if (text.Contains('\\') || text.StartsWith("./") || text.StartsWith("../") || text.StartsWith("~/"))
            return true;
        if (text[0] == '/' && char.IsLetter(text[1]))
            return true;
        var last = text.LastIndexOf('/');
        return last > 0 && char.IsLetter(text[0]) && last + 1 < text.Length && text[last..].Contains('.');
    }

    private static bool IsFlag(ReadOnlySpan<char> text) =>
        text[0] == '-' && text.TrimStart('-') is [var first, ..] && char.IsLetter(first);

    /// <summary>snake_case, Name::Name, camelCase; not iPhone or McDonald, so two letters must come before the capital.</summary>
    private static bool IsIdentifier(ReadOnlySpan<char> text)
    {
        if (text.Contains("::", StringComparison.Ordinal))
            return true;
        var underscore = text.IndexOf('_');
        if (underscore >= 0 && underscore < text.Length - 1)
            return text.IndexOfAnyInRange('a', 'z') >= 0 || text.IndexOfAnyInRange('A', 'Z') >= 0;
        var lower = text.IndexOfAnyExceptInRange('a', 'z');
        return lower >= 2 && char.IsAsciiLetterUpper(text[lower]) && text.IndexOfAny("-/") < 0
            && lower + 1 < text.Length && char.IsAsciiLetterLower(text[lower + 1]);
    }

    /// <summary>v2, v1.2.3, 2.0.1: not 1.5, a number, nor a date such as 1.5.2020.</summary>
    private static bool IsVersion(ReadOnlySpan<char> text)
    {
        var hasPrefix = text[0] is 'v' or 'V' && char.IsDigit(text[1]);
        var digits = hasPrefix ? text[1..] : text;
        if (!char.IsDigit(digits[0]) || digits.ContainsAnyExcept(VersionLetters))
            return false;
        var points = digits.Count('.');
        return hasPrefix || points > 2 || (points == 2 && digits.Length - digits.LastIndexOf('.') < 4);
    }

    /// <summary>example.com, file.txt: with an ending that is known, or a space missing after a sentence would do.</summary>
    private static bool IsDomain(ReadOnlySpan<char> text) =>
        text.LastIndexOf('.') is > 0 and var point && Endings.Has(text[(point + 1)..]);
}
