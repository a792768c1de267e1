using System.Globalization;
using Likewise.Protocols;
using Microsoft.AspNetCore.Http;

namespace Likewise.Server;

/// <summary>Reads which entries a caller means: in an address, or in a body.</summary>
internal static class EntryFilters
{
    /// <summary>The conditions, as they are called in addresses and bodies alike.</summary>
    public static readonly string[] Fields =
    [
        "namespace", "tags", "tagMatch", "model", "embedder", "scope", "prompt", "contains", "createdBefore", "createdFrom",
    ];

    private const string AllTags = "all";

    /// <exception cref="ProtocolException">A condition is impossible; the message names it.</exception>
    public static EntryFilter Read(JsonField body, string tenant)
    {
        string? Text(string name) => body.Optional(name)?.Prose();
        return Make(name => name == "tags" ? null : Text(name), StoreRequests.ReadTags(body.Optional("tags")), tenant);
    }

    /// <exception cref="ProtocolException">A condition is impossible; the message names it.</exception>
    public static EntryFilter Read(IQueryCollection query, string tenant)
    {
        string? Text(string name) => Single(query, name);
        return Make(Text, [.. query["tag"].OfType<string>()], tenant);
    }

    /// <exception cref="ProtocolException">The address has another name.</exception>
    public static void AllowOnly(IQueryCollection query, string[] names)
    {
        foreach (var name in query.Keys.Where(name => !names.Contains(name)).Select(JsonField.Shown))
            throw new ProtocolException($"'{name}' is not known here; there are {string.Join(", ", names)}.", name);
    }

    /// <summary>The one value of a name in an address; null where there is none.</summary>
    /// <exception cref="ProtocolException">There are several.</exception>
    public static string? Single(IQueryCollection query, string name) => query[name] switch
    {
        { Count: 0 } => null,
        { Count: 1 } value => value.ToString(),
        _ => throw new ProtocolException($"'{name}' stands more than once in the address.", name),
    };

    /// <exception cref="ProtocolException">The text is no cosine similarity.</exception>
    public static double? ReadSimilarity(string? text)
    {
        if (text is null)
            return null;
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value is >= -1 and <= 1
            ? value
            : throw Impossible("similarityMin", "a cosine similarity from -1 to 1");
    }

    private static EntryFilter Make(Func<string, string?> text, IReadOnlyList<string> tags, string tenant)
    {
        var isAll = text("tagMatch") switch
        {
            null or "any" => false,
            AllTags => true,
            _ => throw Impossible("tagMatch", "any or all"),
        };
        return new EntryFilter
        {
            Tenant = tenant,
            Namespace = text("namespace"),
            AnyTag = isAll ? [] : tags,
            AllTags = isAll ? tags : [],
            Model = text("model"),
            Embedder = ReadEmbedder(text("embedder")),
            Scope = ReadScope(text("scope")),
            Prompt = text("prompt"),
            PromptContains = text("contains"),
            CreatedBefore = ReadMoment("createdBefore", text("createdBefore")),
            CreatedFrom = ReadMoment("createdFrom", text("createdFrom")),
        };
    }

    private static EmbedderIdentity? ReadEmbedder(string? text)
    {
        try
        {
            return text is null ? null : EmbedderIdentity.Parse(text);
        }
        catch (FormatException)
        {
            throw Impossible("embedder", "an embedder as entries show it");
        }
    }

    private static Scope? ReadScope(string? text)
    {
        if (text is null)
            return null;

        Span<byte> bytes = stackalloc byte[Scope.SizeInBytes];
        return Convert.FromHexString(text, bytes, out var read, out var written) == System.Buffers.OperationStatus.Done
            && written == Scope.SizeInBytes && read == text.Length
            ? Scope.Read(bytes)
            : throw Impossible("scope", "a scope as entries show it");
    }

    private static DateTimeOffset? ReadMoment(string name, string? text)
    {
        if (text is null)
            return null;

        const DateTimeStyles Style = DateTimeStyles.AssumeUniversal;
        return DateTimeOffset.TryParseExact(
                text, ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd"], CultureInfo.InvariantCulture, Style, out var moment)
            ? moment
            : throw Impossible(name, "a moment such as 2026-03-01T12:00:00Z");
    }

    private static ProtocolException Impossible(string name, string expected) =>
        new($"'{name}' is not acceptable: {expected} was expected.", name);
}
