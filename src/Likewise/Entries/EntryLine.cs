using System.Runtime.InteropServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Likewise;

/// <summary>An exported entry as a line of JSON, as docs/formats/entries.md specifies it.</summary>
internal sealed record EntryLine
{
    private static readonly JsonTypeInfo<EntryLine> Json = (JsonTypeInfo<EntryLine>)
        new JsonSerializerOptions(EntryLineJson.Default.Options)
        {
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            AllowDuplicateProperties = false,
            RespectNullableAnnotations = true,
            UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        }.GetTypeInfo(typeof(EntryLine));

    public required string Scope { get; init; }

    public required string Owner { get; init; }

    public required string Prompt { get; init; }

    public required string Namespace { get; init; }

    public required string Model { get; init; }

    public required string Embedder { get; init; }

    public bool ExactOnly { get; init; }

    /// <summary>As <see cref="Likewise.Visibility"/> has it, in lower case; null for the tenant's.</summary>
    public string? Visibility { get; init; }

    public IReadOnlyList<string>? Tags { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public double? SlidingSeconds { get; init; }

    public LeewayLine? Leeway { get; init; }

    public IReadOnlyList<SourceLine>? Sources { get; init; }

    public double? LatencySeconds { get; init; }

    public long Hits { get; init; }

    public DateTimeOffset? LastUsedAt { get; init; }

    public long Right { get; init; }

    public long Wrong { get; init; }

    /// <summary>Base64 of the components, float32, little-endian; null where the entry is to be embedded anew.</summary>
    public byte[]? Vector { get; init; }

    public required JsonElement Recording { get; init; }

    public static byte[] Write(ExportedEntry entry) => JsonSerializer.SerializeToUtf8Bytes(Of(entry), Json);

    /// <exception cref="FormatException">It is no such line.</exception>
    public static ExportedEntry Read(ReadOnlySpan<byte> line)
    {
        try
        {
            var read = JsonSerializer.Deserialize(line, Json);
            return read is null ? throw new FormatException("An object was expected, not null.") : read.ToEntry();
        }
        catch (JsonException broken)
        {
            var place = broken.Path is { Length: > 2 } path ? $" at '{path[2..]}'" : "";
            throw new FormatException($"The line is no exported entry{place}: see docs/formats/entries.md.", broken);
        }
        catch (Exception broken) when (broken is InvalidOperationException or ArgumentException)
        {
            throw new FormatException($"The line is no exported entry: {broken.Message}", broken);
        }
    }

    private static EntryLine Of(ExportedEntry entry)
    {
        var summary = entry.Summary;
        return new EntryLine
        {
            Scope = summary.Key.Scope.ToString(),
            Owner = entry.Owner.ToString(),
            Prompt = summary.Prompt,
            Namespace = summary.Namespace,
            Model = summary.Model,
            Embedder = summary.Embedder.ToString(),
            ExactOnly = summary.Eligibility != Eligibility.Semantic,
            Visibility = summary.Visibility == Likewise.Visibility.Tenant ? null : summary.Visibility.ToName(),
            Tags = summary.Tags.Count > 0 ? summary.Tags : null,
            CreatedAt = summary.CreatedAt,
            ExpiresAt = summary.Expiry.At,
            SlidingSeconds = summary.Expiry.Sliding?.TotalSeconds,
            Leeway = LeewayLine.Of(summary.Expiry.Leeway),
            Sources = summary.Sources.Count > 0 ? [.. summary.Sources.Select(SourceLine.Of)] : null,
            LatencySeconds = summary.Latency > TimeSpan.Zero ? summary.Latency.TotalSeconds : null,
            Hits = entry.Activity.HitCount,
            LastUsedAt = entry.Activity.LastUsedAt,
            Right = entry.Activity.Feedback.Right,
            Wrong = entry.Activity.Feedback.Wrong,
            Vector = entry.Vector.IsEmpty ? null : MemoryMarshal.AsBytes(entry.Vector.Span).ToArray(),
            Recording = JsonElement.Parse(entry.Response.ToJson()),
        };
    }

    private ExportedEntry ToEntry()
    {
        if (Tags?.Contains(null!) == true || Sources?.Contains(null!) == true || Hits < 0 || Right < 0 || Wrong < 0
            || (Vector?.Length ?? 0) % sizeof(float) != 0)
            throw new FormatException("The line is no exported entry: a tag, a source, a count or the vector is impossible.");

        var recording = JsonSerializer.SerializeToUtf8Bytes(Recording, EntryLineJson.Default.JsonElement);
        var response = RecordedResponse.FromJson(recording);
        var prompt = PromptText.Canonical(Prompt);
        var summary = new EntrySummary
        {
            Id = EntryId.New(),
            Key = new ExactKey(Likewise.Scope.Read(Convert.FromHexString(Scope)), RequestNormalizer.FingerprintOf(prompt)),
            Tenant = "",
            Visibility = Visibility is null ? Likewise.Visibility.Tenant : VisibilityNames.Parse(Visibility),
            Namespace = Namespace,
            Model = Model,
            Prompt = prompt,
            Tags = Tags ?? [],
            Eligibility = ExactOnly ? Eligibility.ExactOnly : Eligibility.Semantic,
            Embedder = EmbedderIdentity.Parse(Embedder),
            CreatedAt = CreatedAt.ToUniversalTime(),
            Sources = [.. Sources?.Select(source => source.ToSource()) ?? []],
            Expiry = new Expiry(ExpiresAt.ToUniversalTime(), Span(SlidingSeconds))
            {
                Leeway = Leeway?.ToLeeway() ?? Likewise.Leeway.None,
            },
            Cost = response.Usage,
            Latency = Span(LatencySeconds) ?? TimeSpan.Zero,
            PayloadBytes = 0,
        };
        var activity = new EntryActivity(Hits, (LastUsedAt ?? CreatedAt).ToUniversalTime())
        {
            Feedback = new EntryFeedback(Right, Wrong),
        };
        return new ExportedEntry(
            summary, activity, MemoryMarshal.Cast<byte, float>(Vector).ToArray(), response, EntryOwner.Read(Owner));
    }

    internal static TimeSpan? Span(double? seconds) => seconds is null or (> 0 and < 36_500.0 * 24 * 60 * 60)
        ? seconds is { } given ? TimeSpan.FromSeconds(given) : null
        : throw new FormatException("The line is no exported entry: a number of seconds is out of range.");
}

/// <summary>How a line is written. Generated, so that it works without reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(EntryLine))]
[JsonSerializable(typeof(JsonElement))]
internal sealed partial class EntryLineJson : JsonSerializerContext;
