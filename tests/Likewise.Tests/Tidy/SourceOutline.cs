using System.Text.RegularExpressions;

namespace Likewise.Tests.Tidy;

/// <summary>Finds the declarations of a C# source by its braces and semicolons.</summary>
internal static partial class SourceOutline
{
    public static IReadOnlyList<Declaration> Of(string source)
    {
        var code = SourceMask.Of(source);
        var declarations = new List<Declaration>();
        Outline(code, 0, depth: 0, declarations);
        return declarations;
    }

    /// <summary>
    /// Reads declarations from a place up to the brace that closes what they stand in, and returns that brace's place.
    /// </summary>
    private static int Outline(string code, int at, int depth, List<Declaration> declarations)
    {
        var start = at;
        for (; at < code.Length && code[at] != '}'; at++)
        {
            if (code[at] is '(' or '[')
                at = Close(code, at);
            else if (code[at] == ';')
                start = Add(code, start, at, at, depth, declarations) + 1;
            else if (code[at] == '{')
                start = (at = Body(code, start, at, depth, declarations)) + 1;
        }

        return at;
    }

    /// <summary>Reads a declaration whose first brace is reached, and returns the place of its last character.</summary>
    private static int Body(string code, int start, int brace, int depth, List<Declaration> declarations)
    {
        var header = code[start..brace];
        if (NamespacePattern().IsMatch(header))
            return Outline(code, brace + 1, depth, declarations);
        if (TypePattern().IsMatch(header))
        {
            var place = declarations.Count;
            var typeEnd = Outline(code, brace + 1, depth + 1, declarations);
            Add(code, start, brace, typeEnd, depth, declarations, place);
            return typeEnd;
        }

        // A member's body, or a brace inside its expression or initialiser, which goes on to a semicolon.
        var end = Close(code, brace);
        if (IsExpression(header) || code.AsSpan(end + 1).TrimStart().StartsWith("="))
            end = Semicolon(code, end + 1);
        return Add(code, start, brace, end, depth, declarations);
    }

    private static bool IsExpression(string header)
    {
        var shape = BracketPattern().Replace(header, "");
        return shape.Contains("=>", StringComparison.Ordinal)
            || (shape.Contains('=', StringComparison.Ordinal) && !shape.Contains("operator", StringComparison.Ordinal));
    }

    private static int Semicolon(string code, int at)
    {
        for (; at < code.Length - 1 && code[at] != ';'; at++)
        {
            if (code[at] is '(' or '[' or '{')
                at = Close(code, at);
        }

        return at;
    }

    private static int Add(
        string code, int start, int headerEnd, int end, int depth, List<Declaration> declarations, int place = -1)
    {
        while (start < headerEnd && (char.IsWhiteSpace(code[start]) || code[start] == '['))
            start = code[start] == '[' ? Close(code, start) + 1 : start + 1;
        var header = SpacePattern().Replace(code[start..headerEnd], " ").Trim();
        if (header.Length > 0)
        {
            var found = new Declaration(header, TypePattern().IsMatch(header), depth, LineOf(code, start), LineOf(code, end));
            declarations.Insert(place < 0 ? declarations.Count : place, found);
        }

        return end;
    }

    /// <summary>Where the bracket that opens here closes.</summary>
    private static int Close(string code, int open)
    {
        var depth = 0;
        for (var i = open; i < code.Length; i++)
        {
            if (code[i] is '(' or '[' or '{')
                depth++;
            else if (code[i] is ')' or ']' or '}' && --depth == 0)
                return i;
        }

        return code.Length - 1;
    }

    private static int LineOf(string code, int at) => code.AsSpan(0, at).Count('\n') + 1;

    // A constraint (where T : class) has the words too, but after a colon or a comma.
    [GeneratedRegex(@"(?<![:,]\s*)\b(class|struct|interface|enum|record|delegate)\s+\w|\bextension\s*[<(]")]
    private static partial Regex TypePattern();

    [GeneratedRegex(@"^\s*namespace\s")]
    private static partial Regex NamespacePattern();

    /// <summary>Round and square brackets, with up to two levels inside.</summary>
    [GeneratedRegex(@"[(\[](?:[^()\[\]]|[(\[](?:[^()\[\]]|[(\[][^()\[\]]*[)\]])*[)\]])*[)\]]")]
    private static partial Regex BracketPattern();

    [GeneratedRegex(@"\s+")]
    private static partial Regex SpacePattern();
}
