using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Likewise.Server;

/// <summary>
/// LiteLLM's: an object <c>cache</c> in the body with <c>ttl</c> and <c>s-maxage</c> (seconds), <c>no-cache</c>, <c>no-store</c>
/// and <c>namespace</c>; replies say <c>x-litellm-cache-key</c> and <c>x-litellm-semantic-similarity</c>.
/// </summary>
internal sealed class LiteLlmDialect : HeaderDialect
{
    private const string Field = "cache";

    public override RequestControls Read(ref ReadOnlyMemory<byte> body, RequestControls controls)
    {
        // Most bodies have no such field, and a body that is no JSON is the protocol's to refuse.
        if (body.Span.IndexOf("\"cache\""u8) < 0 || !TryParse(body, out var root)
            || !root.TryGetProperty(Field, out var cache) || cache.ValueKind != JsonValueKind.Object)
            return controls;

        body = Without(root);
        try
        {
            return Read(cache, controls);
        }
        catch (Exception fault) when (fault is InvalidOperationException or FormatException)
        {
            throw new HttpFault(
                400, "'cache' is not as LiteLLM has it: numbers of seconds, booleans and a text.", "invalid_cache", Field);
        }
    }

    public override void Write(IHeaderDictionary headers, LookupResult? lookup)
    {
        if (lookup is not LookupHit hit)
            return;
        headers["x-litellm-cache-key"] = hit.Entry.Id.ToString();
        headers["x-litellm-semantic-similarity"] = hit.Similarity.ToString("0.0000", CultureInfo.InvariantCulture);
    }

    private static RequestControls Read(JsonElement cache, RequestControls controls)
    {
        foreach (var property in cache.EnumerateObject())
        {
            controls = property.Name switch
            {
                "ttl" => controls.LivingFor(property.Value.GetDouble()),
                "s-maxage" => controls.NotOlderThan(property.Value.GetDouble()),
                "no-cache" when property.Value.GetBoolean() => controls.Refreshed(),
                "no-store" when property.Value.GetBoolean() => controls.NotStored(),
                "namespace" => controls.Within(property.Value.GetString()),
                _ => controls,
            };
        }

        return controls;
    }

    private static bool TryParse(ReadOnlyMemory<byte> body, out JsonElement root)
    {
        try
        {
            root = JsonElement.Parse(body.Span);
            return root.ValueKind == JsonValueKind.Object;
        }
        catch (JsonException)
        {
            root = default;
            return false;
        }
    }

    private static ReadOnlyMemory<byte> Without(JsonElement root)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, ServerJson.Compact))
        {
            writer.WriteStartObject();
            foreach (var property in root.EnumerateObject().Where(property => !property.NameEquals(Field)))
                property.WriteTo(writer);
            writer.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }
}
