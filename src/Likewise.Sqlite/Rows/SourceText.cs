using System.Text.Json;
using System.Text.Json.Serialization;

namespace Likewise.Sqlite;

/// <summary>Sources as one JSON array in one column: a pair of name and version for each.</summary>
internal static partial class SourceText
{
    public static ReadOnlySpan<byte> None => "[]"u8;

    public static byte[] Write(IReadOnlyList<EntrySource> sources)
    {
        foreach (var source in sources)
        {
            Statement.Encode(source.Name); // As with tags: JSON would write half a surrogate pair as another character.
            Statement.Encode(source.Version ?? "");
        }

        string?[][] pairs = [.. sources.Select(source => (string?[])[source.Name, source.Version])];
        return JsonSerializer.SerializeToUtf8Bytes(pairs, SourceJson.Default.StringArrayArray);
    }

    public static IReadOnlyList<EntrySource> Read(ReadOnlySpan<byte> json) => json.SequenceEqual(None)
        ? []
        : [.. (JsonSerializer.Deserialize(json, SourceJson.Default.StringArrayArray) ?? [])
            .Select(pair => new EntrySource(pair[0]!, pair[1]))];

    [JsonSerializable(typeof(string[][]))]
    private sealed partial class SourceJson : JsonSerializerContext;
}
