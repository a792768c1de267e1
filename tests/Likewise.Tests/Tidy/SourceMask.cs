namespace Likewise.Tests.Tidy;

/// <summary>
/// Blanks out comments, strings, characters and preprocessor lines of a C# source, so that what is left is code. Same length,
/// same line breaks. Light by design: it knows the lexical shapes of strings, not the language.
/// </summary>
internal sealed class SourceMask
{
    private readonly string _source;
    private readonly char[] _masked;
    private int _at;

    private SourceMask(string source) => (_source, _masked) = (source, source.ToCharArray());

    public static string Of(string source)
    {
        var mask = new SourceMask(source);
        while (mask._at < source.Length)
            mask.Step();
        return new string(mask._masked);
    }

    private void Step()
    {
        if (Sees("//") || (Sees("#") && IsFirstOnLine()))
            BlankTo(End("\n", _at));
        else if (Sees("/*"))
            BlankTo(End("*/", _at + 2) + 2);
        else if (Sees("'"))
            BlankTo(EndOfQuoted(_at + 1, '\''));
        else if (_source[_at] is '"' or '$' or '@' && StringStart() is { } quote)
            BlankTo(EndOfString(quote));
        else
            _at++;
    }

    private bool Sees(string text) => string.CompareOrdinal(_source, _at, text, 0, text.Length) == 0;

    private bool IsFirstOnLine()
    {
        var start = _source.LastIndexOf('\n', _at) + 1;
        return _source.AsSpan(start, _at - start).IsWhiteSpace();
    }

    /// <summary>Where the first quote of a string is that begins here, after its $ and @; null when none does.</summary>
    private int? StringStart()
    {
        var quote = _at;
        while (quote < _source.Length && _source[quote] is '$' or '@')
            quote++;
        return quote < _source.Length && _source[quote] == '"' ? quote : null;
    }

    private int EndOfString(int quote)
    {
        var quotes = _source.AsSpan(quote).IndexOfAnyExcept('"');
        if (quotes >= 3)
            return End(new string('"', quotes), quote + quotes) + quotes;

        var prefix = _source.AsSpan(_at, quote - _at);
        if (prefix.Contains('$'))
            return EndOfInterpolated(quote + 1, isVerbatim: prefix.Contains('@'));
        return prefix.Contains('@') ? EndOfVerbatim(quote + 1) : EndOfQuoted(quote + 1, '"');
    }

    private int EndOfQuoted(int from, char quote)
    {
        for (var i = from; i < _source.Length; i++)
        {
            if (_source[i] == '\\')
                i++;
            else if (_source[i] == quote)
                return i + 1;
        }

        return _source.Length;
    }

    private int EndOfVerbatim(int from)
    {
        for (var i = from; i < _source.Length; i++)
        {
            if (_source[i] != '"')
                continue;
            if (i + 1 == _source.Length || _source[i + 1] != '"')
                return i + 1;
            i++;
        }

        return _source.Length;
    }

    /// <summary>Strings inside the holes are followed too, as they may hold braces and quotes.</summary>
    private int EndOfInterpolated(int from, bool isVerbatim)
    {
        var depth = 0;
        for (var i = from; i < _source.Length; i++)
        {
            var c = _source[i];
            if (depth == 0 && c is '{' or '}' && i + 1 < _source.Length && _source[i + 1] == c)
                i++;
            else if (c == '{')
                depth++;
            else if (c == '}')
                depth--;
            else if (depth == 0 && c == '\\' && !isVerbatim)
                i++;
            else if (c == '"' && depth == 0 && isVerbatim && i + 1 < _source.Length && _source[i + 1] == '"')
                i++;
            else if (c == '"' && depth == 0)
                return i + 1;
            else if (depth > 0 && (c is '"' or '\''))
                i = EndOfQuoted(i + 1, c) - 1;
        }

        return _source.Length;
    }

    private int End(string text, int from)
    {
        var end = from >= _source.Length ? -1 : _source.IndexOf(text, from, StringComparison.Ordinal);
        return end < 0 ? _source.Length : end;
    }

    private void BlankTo(int end)
    {
        for (end = Math.Min(end, _source.Length); _at < end; _at++)
        {
            if (_masked[_at] != '\n')
                _masked[_at] = ' ';
        }
    }
}
