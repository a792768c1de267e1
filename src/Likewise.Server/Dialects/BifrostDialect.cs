using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Likewise.Server;

/// <summary>
/// Bifrost's: <c>x-bf-cache-key</c> (a namespace), <c>-ttl</c> (a duration, or seconds), <c>-threshold</c>, <c>-type</c>
/// (<c>direct</c> or <c>semantic</c>) and <c>-no-store</c>; answers say <c>extra_fields.cache_debug</c>, in streams in the events
/// that end a choice or a response.
/// </summary>
internal sealed class BifrostDialect(LikewiseSettings settings, SemanticCache cache) : HeaderDialect
{
    private const string Prefix = "x-bf-cache-";

    /// <summary>What embeds prompts where no other embedder has them.</summary>
    private readonly string _provider = SettingKinds.Model.Format(settings.Model.Kind);

    public override RequestControls Read(IHeaderDictionary headers, RequestControls controls)
    {
        controls = controls.Within(headers[Prefix + "key"]);
        if (string.Equals(headers[Prefix + "type"], "direct", StringComparison.OrdinalIgnoreCase))
            controls = controls.InMode(CacheMode.Exact);
        if (string.Equals(headers[Prefix + "no-store"], "true", StringComparison.OrdinalIgnoreCase))
            controls = controls.NotStored();
        if (headers[Prefix + "threshold"].ToString() is { Length: > 0 } threshold)
            controls = controls.Tightened(RequestControls.ReadSimilarity(Prefix + "threshold", threshold));
        return headers[Prefix + "ttl"].ToString() is { Length: > 0 } life ? controls.LivingFor(SecondsOf(life)) : controls;
    }

    public override BodyNote? NoteOf(PromptRequest asked, LookupResult lookup)
    {
        if (lookup is LookupMiss { Reason: MissReason.Bypassed })
            return null;

        var value = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(value, ServerJson.Compact))
        {
            writer.WriteStartObject();
            writer.WriteStartObject("cache_debug");
            writer.WriteBoolean("cache_hit", lookup is LookupHit);
            if (lookup is LookupHit hit)
                WriteHit(writer, hit, Math.Max(cache.SimilarityMinOf(asked.Namespace), asked.Directives.SimilarityMin ?? -1));
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return new BodyNote("extra_fields", value.WrittenMemory);
    }

    /// <summary>What the embedder read is not known here, so that there are no <c>input_tokens</c>.</summary>
    private void WriteHit(Utf8JsonWriter writer, LookupHit hit, double similarityMin)
    {
        var isDirect = hit.Tier is HitTier.Exact or HitTier.SharedExact;
        writer.WriteString("cache_id", hit.Entry.Id.ToString());
        writer.WriteString("hit_type", isDirect ? "direct" : "semantic");
        if (isDirect)
            return;
        writer.WriteString("provider_used", _provider);
        writer.WriteString("model_used", hit.Entry.Embedder.Model);
        writer.WriteNumber("threshold", similarityMin);
        writer.WriteNumber("similarity", Math.Round(hit.Similarity, 4));
    }

    private static double SecondsOf(string life) =>
        double.TryParse(life, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) ? seconds
        : DurationText.TryParse(life, out var value) ? value.TotalSeconds
        : throw RequestControls.Impossible(Prefix + "ttl", life, "a positive duration such as 30s or 24h");
}
