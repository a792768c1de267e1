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

    /// <exception cref="ProtocolException">A condition is impossible; the message names it.</exception>
    public static EntryFilter Read(JsonField body, string tenant)
    {
        string? Text(string name) => body.Optional(name)?.Prose();
        return EntryConditions.Read(
            name => name == "tags" ? null : Text(name), StoreRequests.ReadTags(body.Optional("tags")), tenant);
    }

    /// <exception cref="ProtocolException">A condition is impossible; the message names it.</exception>
    public static EntryFilter Read(IQueryCollection query, string tenant)
    {
        string? Text(string name) => Single(query, name);
        return EntryConditions.Read(Text, [.. query["tag"].OfType<string>()], tenant);
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
            : throw new ProtocolException(
                "'similarityMin' is not acceptable: a cosine similarity from -1 to 1 was expected.", "similarityMin");
    }
}
