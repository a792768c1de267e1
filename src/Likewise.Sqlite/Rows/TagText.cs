using System.Text.Json;
using System.Text.Json.Serialization;

namespace Likewise.Sqlite;

/// <summary>
/// Tags as one JSON array in one column. A table of tags would let SQLite choose by tag; the one who chooses is the core, whose
/// filter has more conditions than tags, and a scan by tag is rare.
/// </summary>
internal static partial class TagText
{
    public static byte[] Write(IReadOnlyList<string> tags)
    {
        foreach (var tag in tags)
            Statement.Encode(tag); // JSON would write half a surrogate pair as another character: refuse it.
        return JsonSerializer.SerializeToUtf8Bytes([.. tags], TagJson.Default.StringArray);
    }

    public static IReadOnlyList<string> Read(ReadOnlySpan<byte> json) =>
        json.SequenceEqual("[]"u8) ? [] : JsonSerializer.Deserialize(json, TagJson.Default.StringArray) ?? [];

    [JsonSerializable(typeof(string[]))]
    private sealed partial class TagJson : JsonSerializerContext;
}
