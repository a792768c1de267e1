using System.Text;

namespace Likewise;

/// <summary>What an answer says, without how it is set: white space, case, Markdown, the point at the end.</summary>
internal static class AnswerText
{
    private const string Fence = "```";
    private const int BulletCharsMax = 4;

    /// <summary>The same for texts that differ in nothing else.</summary>
    public static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var line in text.AsSpan().EnumerateLines())
            Append(plain, WithoutMarks(line));
        while (plain.Length > 0 && plain[^1] is ' ' or '.' or '!')
            plain.Length--;
        return plain.ToString();
    }

    /// <summary>The text around blocks of code, and the code, with no other white space than single spaces.</summary>
    public static (string Prose, string Code) Split(string text)
    {
        var (prose, code, isCode) = (new StringBuilder(), new StringBuilder(), false);
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            if (line.TrimStart().StartsWith(Fence, StringComparison.Ordinal))
                isCode = !isCode;
            else if (isCode)
                AppendFolded(code, line, isLower: false);
            else
                prose.Append(line).Append('\n');
        }

        return (prose.ToString(), code.ToString());
    }

    /// <summary>Sentences and items of lists, without their marks, as many as there may be.</summary>
    public static List<string> Sentences(string prose, int sentencesMax)
    {
        var sentences = new List<string>();
        foreach (var line in prose.AsSpan().EnumerateLines())
        {
            for (var rest = WithoutMarks(line).Trim(); rest.Length > 0 && sentences.Count < sentencesMax;)
            {
                var end = EndOfSentence(rest);
                sentences.Add(rest[..end].ToString());
                rest = rest[end..].Trim();
            }
        }

        return sentences;
    }

    /// <summary>A line without what makes it a heading, a quotation or an item.</summary>
    private static ReadOnlySpan<char> WithoutMarks(ReadOnlySpan<char> line)
    {
        line = line.TrimStart();
        var bullet = line.IndexOf(' ');
        return bullet is > 0 and <= BulletCharsMax && (line[..bullet].TrimStart("#>*-+•").IsEmpty || IsOrdinal(line[..bullet]))
            ? line[bullet..].TrimStart()
            : line;
    }

    private static bool IsOrdinal(ReadOnlySpan<char> bullet) =>
        bullet.Length > 1 && bullet[^1] is '.' or ')' && !bullet[..^1].ContainsAnyExceptInRange('0', '9');

    private static void Append(StringBuilder plain, ReadOnlySpan<char> line)
    {
        var kept = new StringBuilder(line.Length);
        for (var at = 0; at < line.Length; at++)
        {
            if (!IsEmphasis(line, at))
                kept.Append(Straight(line[at]));
        }

        AppendFolded(plain, kept.ToString(), isLower: true);
    }

    private static void AppendFolded(StringBuilder text, ReadOnlySpan<char> line, bool isLower)
    {
        foreach (var letter in line)
        {
            if (!char.IsWhiteSpace(letter))
                text.Append(isLower ? char.ToLowerInvariant(letter) : letter);
            else if (text.Length > 0 && text[^1] != ' ')
                text.Append(' ');
        }

        if (text.Length > 0 && text[^1] != ' ')
            text.Append(' ');
    }

    /// <summary>Between a letter and something else it is emphasis; between two letters, or two spaces, it is not.</summary>
    private static bool IsEmphasis(ReadOnlySpan<char> line, int at)
    {
        if (line[at] is not ('*' or '_' or '`'))
            return false;

        var (before, after) = (at - 1, at + 1);
        while (before >= 0 && line[before] is '*' or '_' or '`')
            before--;
        while (after < line.Length && line[after] is '*' or '_' or '`')
            after++;
        return IsLetter(line, before) != IsLetter(line, after);
    }

    private static bool IsLetter(ReadOnlySpan<char> line, int at) =>
        at >= 0 && at < line.Length && char.IsLetterOrDigit(line[at]);

    private static char Straight(char letter) => letter switch
    {
        '‘' or '’' => '\'',
        '“' or '”' => '"',
        '–' or '—' => '-',
        _ => letter,
    };

    /// <summary>Behind a sign that ends sentences, before a space: 3.5 and U.S. go on.</summary>
    private static int EndOfSentence(ReadOnlySpan<char> text)
    {
        for (var at = 1; at < text.Length - 1; at++)
        {
            if (text[at] is '.' or '!' or '?' && char.IsWhiteSpace(text[at + 1]) && at >= 3 && text[at - 2] != '.')
                return at + 1;
            if (text[at] is '。' or '！' or '？')
                return at + 1;
        }

        return text.Length;
    }
}
