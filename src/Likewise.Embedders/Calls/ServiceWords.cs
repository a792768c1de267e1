using System.Text.Json;

namespace Likewise.Embedders;

/// <summary>
/// What a service says of an error, as far as it may be repeated: never the key, and nothing of the texts, which messages and
/// logs must not hold.
/// </summary>
internal static class ServiceWords
{
    private const int CharsMax = 200;

    /// <summary>A shared run of this length is no accident.</summary>
    private const int EchoChars = 16;

    /// <summary>Where services put it: OpenAI and its like, Cohere, Ollama, text-embeddings-inference, FastAPI.</summary>
    private static readonly string[] Fields = ["error", "message", "detail"];

    /// <returns>One line to follow a message, with its colon; empty where there is nothing to repeat.</returns>
    public static string Of(ReadOnlyMemory<byte> reply, ReadOnlySpan<string> texts, string? key)
    {
        if (Find(reply) is not { } found)
            return "";

        var words = string.Concat(found.Select(letter => char.IsControl(letter) ? ' ' : letter)).Trim().TrimEnd('.');
        if (words.Length > CharsMax)
            words = string.Concat(words.AsSpan(0, CharsMax), "…");
        if (words.Length == 0 || (key is not null && words.Contains(key, StringComparison.Ordinal)))
            return "";

        foreach (var text in texts)
        {
            if (Echoes(words, text))
                return "";
        }

        return $": {words}";
    }

    private static string? Find(ReadOnlyMemory<byte> reply)
    {
        try
        {
            using var document = JsonDocument.Parse(reply);
            var at = document.RootElement;
            while (at.ValueKind == JsonValueKind.Object)
            {
                var inner = Array.Find(Fields, field => at.TryGetProperty(field, out _));
                if (inner is null)
                    return null;
                at = at.GetProperty(inner);
            }

            return at.ValueKind == JsonValueKind.String ? at.GetString() : null;
        }
        catch (JsonException)
        {
            return null; // A page of a proxy, or a reply cut short: its status says enough.
        }
    }

    private static bool Echoes(string words, string text)
    {
        if (text.Length < EchoChars)
            return text.Trim().Length > 0 && words.Contains(text.Trim(), StringComparison.OrdinalIgnoreCase);

        for (var i = 0; i + EchoChars <= words.Length; i++)
        {
            if (text.AsSpan().Contains(words.AsSpan(i, EchoChars), StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }
}
