using System.Collections.Concurrent;

namespace Likewise;

/// <summary>
/// One instance of each text that many entries have in common: tenants, namespaces, models, tags. Each request and each row of a
/// store brings its own, and entries hold what they were made with.
/// </summary>
internal sealed class SharedTexts
{
    /// <summary>Beyond it a text is held as it came: whoever has so many different ones shares few of them.</summary>
    private const int TextsMax = 10_000;

    private readonly ConcurrentDictionary<string, string> _texts = new(StringComparer.Ordinal);
    private int _count;

    public EntrySummary Share(EntrySummary summary) => summary with
    {
        Tenant = Of(summary.Tenant),
        Namespace = Of(summary.Namespace),
        Model = Of(summary.Model),
        Tags = summary.Tags.Count == 0 ? [] : [.. summary.Tags.Select(Of)],
    };

    private string Of(string text)
    {
        if (_texts.TryGetValue(text, out var shared))
            return shared;
        return Volatile.Read(ref _count) < TextsMax && Interlocked.Increment(ref _count) <= TextsMax
            ? _texts.GetOrAdd(text, text)
            : text;
    }
}
