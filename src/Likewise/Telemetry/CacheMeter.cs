using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Likewise;

/// <summary>
/// A cache's meter and the instruments that are told of things as they happen. One for each cache, so that two in a process do
/// not add up, and so that whoever listens can tell by its scope whose it is; it ends with the cache.
/// </summary>
internal sealed class CacheMeter : IDisposable
{
    /// <summary>
    /// What stands in a tag for all names for which there is no room. Callers choose names of namespaces and models, and each is
    /// a series that somebody stores.
    /// </summary>
    public const string Other = "other";

    private static readonly ConcurrentDictionary<string, bool> Names = new(StringComparer.Ordinal);

    /// <summary>From a hit in memory, about a microsecond, to a call that runs into its deadline. By 1, 2.5 and 5.</summary>
    private static readonly InstrumentAdvice<double> Short = new()
    {
        HistogramBucketBoundaries =
        [
            1e-6, 2.5e-6, 5e-6, 1e-5, 2.5e-5, 5e-5, 1e-4, 2.5e-4, 5e-4, 1e-3, 2.5e-3, 5e-3, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1,
            2.5, 5,
        ],
    };

    private readonly string _name;

    public CacheMeter(string cacheName, object scope)
    {
        _name = Claim(cacheName);
        Meter = new Meter(new MeterOptions(LikewiseTelemetry.MeterName)
        {
            Tags = [KeyValuePair.Create(LikewiseTelemetry.CacheTag, (object?)_name)], Scope = scope,
        });
        Lookups = Meter.CreateCounter<long>(LikewiseTelemetry.Lookups, "{lookup}", "Lookups.");
        LookupDuration = Seconds(LikewiseTelemetry.LookupDuration, "How long whole lookups took.");
        StageDuration = Seconds(LikewiseTelemetry.StageDuration, "How long the stages took that lookups came to.");
        Stores = Meter.CreateCounter<long>(LikewiseTelemetry.Stores, "{answer}", "Answers that were to be stored.");
        StoreDuration = Seconds(LikewiseTelemetry.StoreDuration, "How long storing answers took.");
        Invalidated = Meter.CreateCounter<long>(
            LikewiseTelemetry.Invalidated, "{entry}", "Entries that were taken away on demand.");
        InvalidateDuration = Seconds(LikewiseTelemetry.InvalidateDuration, "How long taking entries away took.");
        EmbedDuration = Seconds(LikewiseTelemetry.EmbedDuration, "How long calls of embedders took.");
        Compared = Meter.CreateCounter<long>(
            LikewiseTelemetry.Compared, "{answer}", "Answers that were compared with the model's own.");
        Truncated = Meter.CreateCounter<long>(
            LikewiseTelemetry.PromptsTruncated, "{prompt}", "Prompts that were longer than the embedder reads.");
        Joined = Meter.CreateCounter<long>(
            LikewiseTelemetry.Joined, "{request}", "Requests answered by another's call for the same words.");
    }

    public Meter Meter { get; }

    public Counter<long> Lookups { get; }

    public Histogram<double> LookupDuration { get; }

    public Histogram<double> StageDuration { get; }

    public Counter<long> Stores { get; }

    public Histogram<double> StoreDuration { get; }

    public Counter<long> Invalidated { get; }

    public Histogram<double> InvalidateDuration { get; }

    public Histogram<double> EmbedDuration { get; }

    public Counter<long> Compared { get; }

    public Counter<long> Truncated { get; }

    public Counter<long> Joined { get; }

    public void Dispose()
    {
        Meter.Dispose();
        Names.TryRemove(_name, out _);
    }

    public static KeyValuePair<string, object?> Tag(string name, string value) => KeyValuePair.Create(name, (object?)value);

    private Histogram<double> Seconds(string name, string description) =>
        Meter.CreateHistogram(name, "s", description, tags: null, Short);

    private static string Claim(string name)
    {
        var claimed = name;
        for (var number = 2; !Names.TryAdd(claimed, true); number++)
            claimed = $"{name}-{number}";
        return claimed;
    }
}
