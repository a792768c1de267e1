using System.Buffers;
using System.Text.Json;

namespace Likewise.Server;

/// <summary>A member that answers get at their end when they are sent: what a dialect says of the cache inside of them.</summary>
/// <param name="Name">The member's name. An answer that has such a member of its own keeps it, and gets no other.</param>
/// <param name="Value">Its value, JSON in UTF-8.</param>
internal sealed record BodyNote(string Name, ReadOnlyMemory<byte> Value)
{
    /// <summary>A JSON object with the note; anything else as it is.</summary>
    public ReadOnlyMemory<byte> AddTo(ReadOnlyMemory<byte> json) =>
        TryParse(json, out var root) && !root.TryGetProperty(Name, out _) ? Add(json) : json;

    /// <summary>An event with the note where it ends an answer; any other as it is.</summary>
    /// <param name="part">The event as it is sent, with the blank line behind it.</param>
    public ReadOnlyMemory<byte> AddToLast(ReadOnlyMemory<byte> part)
    {
        // Data on several lines has no end that could be found without reading it all, and nobody sends such.
        var data = part.Span.LastIndexOf("data:"u8);
        if (data < 0 || part.Span.IndexOf("data:"u8) != data)
            return part;

        var json = part[(data + "data:".Length)..];
        return TryParse(json, out var root) && !root.TryGetProperty(Name, out _) && IsLast(root)
            ? (byte[])[.. part.Span[..(data + "data:".Length)], .. Add(json).Span]
            : part;
    }

    /// <summary>Where a choice ends, and the usage behind it; the end of a response.</summary>
    private static bool IsLast(JsonElement root) =>
        root.TryGetProperty("choices", out var choices) && choices.ValueKind == JsonValueKind.Array
            ? choices.GetArrayLength() == 0 || choices.EnumerateArray().Any(HasFinished)
            : root.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String
                && (type.ValueEquals("response.completed") || type.ValueEquals("response.incomplete"));

    private static bool HasFinished(JsonElement choice) =>
        choice.ValueKind == JsonValueKind.Object && choice.TryGetProperty("finish_reason", out var reason)
        && reason.ValueKind == JsonValueKind.String;

    private static bool TryParse(ReadOnlyMemory<byte> json, out JsonElement root)
    {
        try
        {
            root = JsonElement.Parse(json.Span, new JsonDocumentOptions { MaxDepth = 1_024 });
            return root.ValueKind == JsonValueKind.Object;
        }
        catch (JsonException)
        {
            root = default;
            return false;
        }
    }

    /// <param name="json">An object, space around it allowed.</param>
    private ReadOnlyMemory<byte> Add(ReadOnlyMemory<byte> json)
    {
        var end = json.Span.LastIndexOf((byte)'}');
        var isEmpty = json.Span[..end].TrimEnd(" \t\r\n"u8)[^1] == (byte)'{';
        var noted = new ArrayBufferWriter<byte>(json.Length + Name.Length + Value.Length + 4);
        noted.Write(json.Span[..end]);
        noted.Write(isEmpty ? "\""u8 : ",\""u8);
        noted.Write(System.Text.Encoding.UTF8.GetBytes(Name));
        noted.Write("\":"u8);
        noted.Write(Value.Span);
        noted.Write(json.Span[end..]);
        return noted.WrittenMemory;
    }
}
