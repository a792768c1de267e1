using System.Diagnostics.CodeAnalysis;

namespace Likewise.Server;

/// <summary>A place in a request where it says something that no model is asked: <c>locale=header:Accept-Language</c>.</summary>
public sealed record RequestField
{
    /// <summary>How one is written.</summary>
    internal const string Expected = "header:NAME, body:PATH.OF.NAMES or key, each perhaps with a name and = before it";

    private const string HeaderPrefix = "header:", BodyPrefix = "body:", KeyWord = "key";

    private RequestField(string name, string? header, IReadOnlyList<string> path) => (Name, Header, Path) = (name, header, path);

    /// <summary>What it is called in a context.</summary>
    /// <value>Where none is given: the header's name in lower case, the path in the body, or <c>key</c>.</value>
    public string Name { get; }

    /// <summary>The header; null where it is in the body, or it is the caller's key.</summary>
    public string? Header { get; }

    /// <summary>The names of members that lead to it in the body; empty where it is not there.</summary>
    public IReadOnlyList<string> Path { get; }

    /// <summary>Reads a text as the settings have it.</summary>
    public static bool TryParse(string text, [MaybeNullWhen(false)] out RequestField field)
    {
        ArgumentNullException.ThrowIfNull(text);
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        var (name, place) = equals > 0 ? (text[..equals].Trim(), text[(equals + 1)..].Trim()) : (null, text.Trim());
        field = name is null || IsName(name) ? Of(name, place) : null;
        return field is not null;
    }

    /// <summary>Writes what <see cref="TryParse"/> reads.</summary>
    public override string ToString()
    {
        var place = Header is not null ? HeaderPrefix + Header
            : Path.Count > 0 ? BodyPrefix + string.Join('.', Path)
            : KeyWord;
        return Of(null, place)?.Name == Name ? place : $"{Name}={place}";
    }

    private static RequestField? Of(string? name, string place)
    {
        if (place == KeyWord)
            return new RequestField(name ?? KeyWord, null, []);
        if (place.StartsWith(HeaderPrefix, StringComparison.Ordinal))
        {
            var header = place[HeaderPrefix.Length..];
            var isHeader = header.Length > 0 && header.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_');
            return isHeader ? new RequestField(name ?? header.ToLowerInvariant(), header, []) : null;
        }

        if (!place.StartsWith(BodyPrefix, StringComparison.Ordinal))
            return null;
        var path = place[BodyPrefix.Length..].Split('.');
        return path.All(IsName) ? new RequestField(name ?? place[BodyPrefix.Length..], null, path) : null;
    }

    private static bool IsName(string name) => name.Length > 0 && !name.Any(char.IsControl);
}
