using System.Text;
using System.Text.Json;
using Likewise.Protocols;

namespace Likewise.Server;

/// <summary>Reads what a caller wants stored: the answer, and wishes for the entry.</summary>
internal static class StoreRequests
{
    private const long TokensMax = 1L << 48;

    public static readonly string[] Fields =
        [
            "response", "recording", "tags", "sources", "timeToLiveSeconds", "slidingSeconds", "staleWhileRevalidateSeconds",
            "staleIfErrorSeconds", "latencySeconds", "usage", "confirmed",
        ];

    private static readonly TimeSpan LeastLife = TimeSpan.FromTicks(1);

    /// <exception cref="ProtocolException">Something is not as it must be; the message names the field.</exception>
    public static (RecordedResponse Response, EntryOptions Options) Read(JsonField body, string model) =>
        (ReadResponse(body, model), new EntryOptions
        {
            TimeToLive = CacheRequests.ReadSeconds(body.Optional("timeToLiveSeconds"), LeastLife),
            SlidingWindow = CacheRequests.ReadSeconds(body.Optional("slidingSeconds"), LeastLife),
            StaleWhileRevalidate = CacheRequests.ReadSeconds(body.Optional("staleWhileRevalidateSeconds"), TimeSpan.Zero),
            StaleIfError = CacheRequests.ReadSeconds(body.Optional("staleIfErrorSeconds"), TimeSpan.Zero),
            Latency = CacheRequests.ReadSeconds(body.Optional("latencySeconds"), TimeSpan.Zero) ?? TimeSpan.Zero,
            IsConfirmed = body.Optional("confirmed")?.Flag() ?? false,
            Tags = ReadTags(body.Optional("tags")),
            Sources = ReadSources(body.Optional("sources")),
        });

    public static IReadOnlyList<string> ReadTags(JsonField? field) =>
        field is { } tags ? [.. tags.Items().Select(tag => tag.Prose())] : [];

    public static IReadOnlyList<EntrySource> ReadSources(JsonField? field) =>
        field is { } sources ? [.. sources.Items().Select(ReadSource)] : [];

    private static EntrySource ReadSource(JsonField source)
    {
        source.AllowOnly("name", "version");
        return new EntrySource(source.Required("name").Prose(), source.Optional("version")?.Prose());
    }

    private static RecordedResponse ReadResponse(JsonField body, string model)
    {
        var (text, recording) = (body.Optional("response"), body.Optional("recording"));
        if (text is null == recording is null)
            throw new ProtocolException("One of 'response' and 'recording' was expected, and not both.", "response");
        if (text is { } said)
            return RecordedResponse.FromText(said.Text(), ReadUsage(body.Optional("usage")), model);

        if (body.Optional("usage") is not null)
            throw new ProtocolException("'usage' has its place inside 'recording'.", "usage");
        try
        {
            var json = recording!.Value.Value.GetRawText(); // One of the two is there.
            return RecordedResponse.FromJson(Encoding.UTF8.GetBytes(json));
        }
        catch (FormatException fault)
        {
            throw new ProtocolException(fault.Message, "recording");
        }
    }

    private static TokenUsage ReadUsage(JsonField? field)
    {
        if (field is not { } usage)
            return default;

        usage.AllowOnly("inputTokens", "outputTokens");
        return new TokenUsage(ReadTokens(usage.Optional("inputTokens")), ReadTokens(usage.Optional("outputTokens")));
    }

    private static long ReadTokens(JsonField? field)
    {
        if (field is not { } tokens)
            return 0;

        tokens.Expect(tokens.Value.ValueKind == JsonValueKind.Number && tokens.Integer() is >= 0 and <= TokensMax, "a count");
        return tokens.Integer();
    }
}
