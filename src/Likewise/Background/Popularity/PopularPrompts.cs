using System.Text.Json;

namespace Likewise;

/// <summary>
/// Which prompts are asked for most: a sketch counts them all, and of those that it says are asked for most the requests are
/// kept, so many of them and so large.
/// </summary>
/// <remarks>
/// One short lock an ask. What is kept least of is looked for only where a newcomer may be asked for more: counts only grow
/// until they age, so that the least found last is a bound.
/// </remarks>
internal sealed class PopularPrompts(PopularityOptions options, TimeProvider time)
{
    private const int BytesOfChar = 2, BytesOfMessage = 64, HalvingsMax = 32;

    private readonly int _promptsMax = options.PromptsMax;
    private readonly long _bytesMax = options.BytesMax;
    private readonly TimeSpan _halfLife = options.HalfLife;
    private readonly PopularitySketch? _sketch =
        options.PromptsMax == 0 ? null : new PopularitySketch(options.ErrorShare, options.ErrorRisk);

    private readonly Lock _lock = new();
    private readonly Dictionary<ExactKey, Kept> _kept = [];
    private long _agedAt = time.GetTimestamp();
    private long _bytes;
    private uint _leastMin;

    /// <summary>Somebody asks for it.</summary>
    public void Asked(in NormalizedRequest request)
    {
        if (_sketch is null || request.Eligibility == Eligibility.Bypass || request.IsProbe)
            return;

        lock (_lock)
        {
            Age();
            var count = _sketch.Add(request.Key.Hash);
            if (_kept.TryGetValue(request.Key, out var kept))
                (kept.Count, kept.AskedAt) = (count, time.GetUtcNow());
            else
                Keep(request, count);
        }
    }

    /// <summary>Those that are asked for most, most first.</summary>
    public (ExactKey Key, PromptRequest Request, long Asks, DateTimeOffset LastAskedAt)[] Top(int max, string? tenant)
    {
        lock (_lock)
        {
            Age();
            return
            [
                .. _kept.Where(pair => tenant is null || pair.Value.Request.Tenant == tenant)
                    .OrderByDescending(pair => pair.Value.Count).ThenByDescending(pair => pair.Value.AskedAt).Take(max)
                    .Select(pair => (pair.Key, pair.Value.Request, (long)pair.Value.Count, pair.Value.AskedAt)),
            ];
        }
    }

    private void Keep(in NormalizedRequest request, uint count)
    {
        var bytes = BytesOf(request.Request);
        if (bytes > _bytesMax)
            return;
        while (_kept.Count >= _promptsMax || _bytes + bytes > _bytesMax)
        {
            if (count <= _leastMin)
                return;
            var least = _kept.MinBy(pair => pair.Value.Count);
            _leastMin = least.Value.Count;
            if (count <= _leastMin)
                return;
            _kept.Remove(least.Key);
            _bytes -= least.Value.Bytes;
        }

        _bytes += bytes;
        _kept.Add(request.Key, new Kept(request.Request with { Directives = RequestDirectives.None }, bytes)
        {
            Count = count, AskedAt = time.GetUtcNow(),
        });
        _leastMin = Math.Min(_leastMin, count);
    }

    private void Age()
    {
        var now = time.GetTimestamp();
        for (var left = HalvingsMax; left > 0 && time.GetElapsedTime(_agedAt, now) >= _halfLife; left--)
        {
            _agedAt += (long)(_halfLife.TotalSeconds * time.TimestampFrequency);
            _sketch!.Halve(); // Asked only where there is one.
            foreach (var kept in _kept.Values)
                kept.Count >>= 1;
            _leastMin = 0;
        }

        if (time.GetElapsedTime(_agedAt, now) >= _halfLife)
            _agedAt = now; // Of 32 bits nothing is left after as many halvings.
    }

    private static long BytesOf(PromptRequest request)
    {
        var chars = request.Messages.Sum(message => BytesOfMessage + message.Text.Length + LengthOf(message.Extra));
        return BytesOfChar * ((long)chars + LengthOf(request.Parameters));
    }

    private static int LengthOf(JsonElement json) =>
        json.ValueKind == JsonValueKind.Undefined ? 0 : json.GetRawText().Length;

    private sealed class Kept(PromptRequest request, long bytes)
    {
        public PromptRequest Request => request;

        public long Bytes => bytes;

        public uint Count { get; set; }

        public DateTimeOffset AskedAt { get; set; }
    }
}
