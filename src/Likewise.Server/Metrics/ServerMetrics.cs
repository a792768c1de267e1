using System.Diagnostics;
using System.Diagnostics.Metrics;
using Likewise.Embedders;

namespace Likewise.Server;

/// <summary>
/// What the server adds to the cache's metrics: how its upstreams are, and calls of models, under the names and tags that
/// OpenTelemetry's conventions for generative AI give them (status of the conventions: development).
/// </summary>
internal sealed class ServerMetrics : IDisposable
{
    public const string MeterName = "Likewise.Server";

    private const string UpstreamTag = "likewise.upstream";
    private const string StateTag = "likewise.state";
    private const string CurrencyTag = "likewise.currency";

    private static readonly string[] States = [.. Enum.GetNames<UpstreamState>().Select(name => name.ToLowerInvariant())];

    /// <summary>As the conventions advise.</summary>
    private static readonly InstrumentAdvice<double> Durations = new()
    {
        HistogramBucketBoundaries = [0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92],
    };

    private static readonly InstrumentAdvice<long> Tokens = new()
    {
        HistogramBucketBoundaries =
            [1, 4, 16, 64, 256, 1024, 4096, 16_384, 65_536, 262_144, 1_048_576, 4_194_304, 16_777_216, 67_108_864],
    };

    private readonly Meter _meter;
    private readonly Histogram<double> _duration;
    private readonly Histogram<long> _tokens;
    private readonly TimeProvider _time;

    public ServerMetrics(IMeterFactory meters, Upstreams upstreams, CacheHost host, Ledger ledger, TimeProvider time)
    {
        _time = time;
        _meter = meters.Create(new MeterOptions(MeterName) { Version = LikewiseServer.Version });
        _duration = _meter.CreateHistogram(
            "gen_ai.client.operation.duration", "s", "How long calls of models took, until their answers were whole.",
            tags: null, Durations);
        _tokens = _meter.CreateHistogram(
            "gen_ai.client.token.usage", "{token}", "Tokens that called models read and wrote.", tags: null, Tokens);
        _meter.CreateObservableGauge(
            "likewise.build.info", () => new Measurement<long>(1, Tag("likewise.version", LikewiseServer.Version)),
            description: "Which version runs; always 1.");
        AddUpstreams(upstreams);
        AddMoney(ledger);
        if (host.Embedder is RemoteEmbedder service)
            _meter.CreateObservableGauge(
                "likewise.embedder.paused", () => service.GetStatistics().IsPaused ? 1 : 0,
                description: "Whether the embedding service is left alone, because too many requests failed.");
    }

    /// <summary>Begins a call of a model.</summary>
    /// <param name="upstream">Where.</param>
    /// <param name="operation">What for, by the conventions: <c>chat</c>, <c>embeddings</c> and so on.</param>
    /// <param name="model">As the caller names it.</param>
    public ModelCall Begin(Upstream upstream, string operation, string model) =>
        new(this, ProviderOf(upstream), operation, model, _time.GetTimestamp());

    /// <summary>Takes down a call that has ended.</summary>
    /// <param name="call">The call.</param>
    /// <param name="usage">What it reports.</param>
    /// <param name="fault">What broke it off; null where it ended well.</param>
    public void Take(ModelCall call, TokenUsage usage, string? fault)
    {
        TagList tags =
            [Tag(ModelCall.Operation, call.For), Tag(ModelCall.Provider, call.By), Tag(ModelCall.Model, call.Of)];
        var took = _time.GetElapsedTime(call.StartedAt).TotalSeconds;
        _duration.Record(took, fault is null ? tags : [.. tags, Tag(ModelCall.Error, fault)]);
        foreach (var (type, count) in new[] { ("input", usage.InputTokens), ("output", usage.OutputTokens) })
        {
            if (count > 0)
                _tokens.Record(count, [.. tags, Tag(LikewiseTelemetry.TokenTypeTag, type)]);
        }
    }

    public void Dispose() => _meter.Dispose();

    /// <summary>Saved and spent apart: both only grow, and what is left of the one is a question for who reads them.</summary>
    private void AddMoney(Ledger ledger)
    {
        _meter.CreateObservableCounter(
            "likewise.money.saved",
            () => ledger.Of(ledger.All()).Currencies.Select(pair =>
                new Measurement<double>((double)pair.Value.Saved, Tag(CurrencyTag, pair.Key))),
            description: "What models were not paid, by the table of prices.");
        _meter.CreateObservableCounter(
            "likewise.money.spent",
            () => ledger.Of(ledger.All()).Currencies.SelectMany(pair => new[]
            {
                Spent(pair.Key, "embedding", pair.Value.Embedding), Spent(pair.Key, "audit", pair.Value.Audit),
                Spent(pair.Key, "judge", pair.Value.Judge),
            }),
            description: "What the cache itself cost, by the table of prices.");
        _meter.CreateObservableGauge(
            "likewise.prices.date",
            () => new DateTimeOffset(ledger.Of([]).PricesOf, default, TimeSpan.Zero).ToUnixTimeSeconds(), "s",
            "As of when the prices are, in seconds since 1970.");
    }

    private static Measurement<double> Spent(string currency, string use, decimal amount) =>
        new((double)amount, Tag(CurrencyTag, currency), Tag(LikewiseTelemetry.UseTag, use));

    private void AddUpstreams(Upstreams upstreams)
    {
        _meter.CreateObservableGauge(
            "likewise.upstream.state", () => upstreams.All.SelectMany(StatesOf),
            description: "1 for the state that an upstream's breaker is in: closed lets requests through, open none, "
                + "half-open one to try.");
        _meter.CreateObservableGauge(
            "likewise.upstream.calls",
            () => upstreams.All.Select(one => new Measurement<long>(one.Calls, Tag(UpstreamTag, one.Name))), "{call}",
            "Requests that are under way to an upstream.");
        _meter.CreateObservableGauge(
            "likewise.upstream.waiting",
            () => upstreams.All.Select(one => new Measurement<long>(one.Waiting, Tag(UpstreamTag, one.Name))), "{call}",
            "Requests that wait for room at an upstream.");
    }

    private static IEnumerable<Measurement<long>> StatesOf(Upstream upstream) => States.Select((name, state) =>
        new Measurement<long>((int)upstream.State == state ? 1 : 0, Tag(UpstreamTag, upstream.Name), Tag(StateTag, name)));

    /// <summary>By the protocol that it speaks: who is behind an address is not for us to know.</summary>
    private static string ProviderOf(Upstream upstream) => upstream switch
    {
        DemoUpstream => "likewise.demo",
        _ when upstream.Protocols.All(spoken => spoken == UpstreamProtocol.Messages) => "anthropic",
        _ => "openai",
    };

    private static KeyValuePair<string, object?> Tag(string name, string value) => KeyValuePair.Create(name, (object?)value);
}
