using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Likewise.Protocols;

namespace Likewise.Server;

/// <summary>One item of a request for embeddings on its way: what the cache knows of it, and then its vector.</summary>
internal sealed class EmbeddingPart
{
    private const string Prefix = "embeddings";

    public EmbeddingPart(EmbeddingsItem item, PromptRequest prompt, LookupResult found)
    {
        (Item, Prompt, Found) = (item, prompt, found);
        if (found is LookupHit hit)
            (Vector, Tokens, Model) = (
                EmbeddingsAnswer.Unpack(hit.Response.Text), hit.Response.Usage.InputTokens, hit.Response.Model);
    }

    public EmbeddingsItem Item { get; }

    /// <summary>What the cache was asked.</summary>
    public PromptRequest Prompt { get; }

    public LookupResult Found { get; }

    /// <summary>Empty until it is known; what was stored by other hands and is no vector counts as unknown too.</summary>
    public ReadOnlyMemory<float> Vector { get; private set; }

    /// <summary>What the model read for it: its share of the call that it was asked in.</summary>
    public long Tokens { get; private set; }

    /// <summary>Who made the vector, as it named itself.</summary>
    public string Model { get; private set; } = "";

    public bool IsMissing => Vector.IsEmpty;

    /// <summary>The item as a request to the cache, in a scope that no other kind of request has, and no other text.</summary>
    public static PromptRequest RequestFor(EmbeddingsRequest asked, EmbeddingsItem item, Upstream upstream) => new()
    {
        // The scope folds what keyboards do differently. A vector does not: hence the digest of the text to the letter.
        Messages =
        [
            new PromptMessage("user", item.Text)
            {
                Content = PromptContent.Text | PromptContent.Unknown,
                Extra = ToElement(writer => writer.WriteString(
                    item.IsTokens ? "tokens" : "text",
                    Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(item.Text))))),
            },
        ],
        Model = asked.Model,
        Parameters = ToElement(writer =>
        {
            writer.WriteString(Prefix, upstream.Name);
            if (asked.Parameters.ValueKind != JsonValueKind.Undefined)
            {
                writer.WritePropertyName($"{Prefix}.parameters");
                asked.Parameters.WriteTo(writer);
            }
        }),
        Eligibility = Eligibility.ExactOnly,
        EligibilityReason = Prefix,
    };

    /// <summary>Gives items their vectors, and each its share of the tokens by its length.</summary>
    public static void Fill(EmbeddingPart[] parts, EmbeddingsAnswer answer)
    {
        var weights = Array.ConvertAll(parts, part => WeightOf(part.Item));
        var (whole, before) = ((Int128)weights.Sum(), Int128.Zero);
        for (var at = 0; at < parts.Length; at++)
        {
            // Differences of rounded sums, so that the shares together are what was read.
            var after = before + weights[at];
            (parts[at].Vector, parts[at].Model) = (answer.Vectors[at], answer.Model);
            parts[at].Tokens = (long)((answer.Tokens * after / whole) - (answer.Tokens * before / whole));
            before = after;
        }
    }

    /// <summary>The vector as an answer that can be stored.</summary>
    public RecordedResponse ToResponse() =>
        RecordedResponse.FromText(EmbeddingsWriter.Pack(Vector.Span), new TokenUsage(Tokens, 0), Model);

    private static long WeightOf(EmbeddingsItem item) =>
        item.IsTokens ? item.Text.AsSpan().Count(',') + 1 : Encoding.UTF8.GetByteCount(item.Text);

    private static JsonElement ToElement(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, ServerJson.Compact with { MaxDepth = 1_100 }))
        {
            writer.WriteStartObject();
            write(writer);
            writer.WriteEndObject();
        }

        return JsonElement.Parse(buffer.WrittenSpan, new JsonDocumentOptions { MaxDepth = 1_100 });
    }
}
