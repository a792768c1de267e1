using System.Text.RegularExpressions;

namespace Likewise.Tests.Tidy;

/// <summary>The rules of the house that can be read off one file.</summary>
internal static partial class TidyRules
{
    public const int FileLinesMax = 400;
    public const int MemberLinesMax = 70;
    public const int ColumnsMax = 130;

    /// <summary>Every rule on one C# file.</summary>
    public static IEnumerable<Breach> OfSource(string path, string text) =>
    [
        .. FileLength(path, text), .. MemberLength(path, text), .. LineLength(path, text), .. Unfinished(path, text),
        .. PublicTypes(path, text),
    ];

    /// <summary>Every rule on any text file.</summary>
    public static IEnumerable<Breach> OfText(string path, string text) => [.. Blanks(path, text), .. Places(path, text)];

    private static IEnumerable<Breach> FileLength(string path, string text)
    {
        var lines = text.AsSpan().TrimEnd('\n').Count('\n') + 1;
        return lines > FileLinesMax
            ? [new Breach("file-length", path, lines, $"{lines} lines; at most {FileLinesMax}.")]
            : [];
    }

    private static IEnumerable<Breach> MemberLength(string path, string text) => SourceOutline.Of(text)
        .Where(member => !member.IsType && member.Depth > 0 && !FieldPattern().IsMatch(member.Header))
        .Where(member => member.Lines > MemberLinesMax)
        .Select(member => new Breach(
            "method-length", path, member.FirstLine, $"{member.Header}: {member.Lines} lines; at most {MemberLinesMax}."));

    private static IEnumerable<Breach> LineLength(string path, string text) => Lines(text)
        .Where(line => line.Text.Length > ColumnsMax)
        .Select(line => new Breach("line-length", path, line.Number, $"{line.Text.Length} columns; at most {ColumnsMax}."));

    private static IEnumerable<Breach> Unfinished(string path, string text) => Lines(text)
        .Where(line => UnfinishedPattern().IsMatch(line.Text) || RegionPattern().IsMatch(line.Text))
        .Select(line => new Breach("unfinished", path, line.Number, $"{line.Text.Trim()}: finish it, or say it in an issue."));

    private static IEnumerable<Breach> PublicTypes(string path, string text)
    {
        var types = SourceOutline.Of(text)
            .Where(type => type.IsType && type.Depth == 0 && PublicPattern().IsMatch(type.Header)).ToArray();
        return path.StartsWith("src/", StringComparison.Ordinal) && types.Length > 1
            ? [new Breach("one-public-type", path, types[1].FirstLine, $"{types[1].Header}: a file of its own, please.")]
            : [];
    }

    private static IEnumerable<Breach> Blanks(string path, string text)
    {
        foreach (var line in Lines(text))
        {
            if (line.Text.Length > 0 && char.IsWhiteSpace(line.Text[^1]))
                yield return new Breach("trailing-blank", path, line.Number, "the line ends in white space, or in CR LF.");
        }

        // Package managers write their lock files without a last line break.
        var endsWell = text.EndsWith('\n') && !text.EndsWith("\n\n", StringComparison.Ordinal);
        if (text.Length > 0 && !endsWell && !path.EndsWith("lock.json", StringComparison.Ordinal))
            yield return new Breach("trailing-blank", path, Lines(text).Count(), "the file must end in one line break.");
    }

    /// <summary>A reader's machine has other paths and other package sources than the writer's.</summary>
    private static IEnumerable<Breach> Places(string path, string text) => Lines(text)
        .Where(line => RegistryPattern.IsMatch(line.Text) || PathPattern.IsMatch(line.Text))
        .Select(line => new Breach("foreign-place", path, line.Number, $"{line.Text.Trim()}: a registry, or a machine's path."));

    private static IEnumerable<(int Number, string Text)> Lines(string text) =>
        text.Split('\n').Select((line, i) => (i + 1, line));

    // The patterns are put together here so that this file does not break its own rule.
    private static readonly Regex RegistryPattern = new(
        string.Join("[.]", "npmjs", "(org|com)") + "|" + string.Join("[.]", "(nuget|pypi|golang)", "org") + "|python" + "hosted");

    private static readonly Regex PathPattern = new(@"(?<![\w.~*)}])/(" + string.Join('|', "work", "root", "home", "tmp") + ")/");

    [GeneratedRegex(@"^[^=(]*=[^>=]")]
    private static partial Regex FieldPattern();

    [GeneratedRegex(@"\b(TO" + @"DO|FIX" + @"ME|HA" + @"CK|XX" + @"X)\b|\bNotImplemented" + @"Exception\b")]
    private static partial Regex UnfinishedPattern();

    [GeneratedRegex(@"^\s*#\s*region\b")]
    private static partial Regex RegionPattern();

    [GeneratedRegex(@"\bpublic\b")]
    private static partial Regex PublicPattern();
}
