namespace Likewise.Embedders;

/// <summary>What an embedder has done. Every member may be called by any thread.</summary>
internal sealed class Tally(decimal? pricePerMillionTokens)
{
    private readonly long[] _failures = new long[Enum.GetValues<EmbedderFault>().Length];
    private long _requests, _retries, _texts, _reported, _estimated;

    public void Requested() => Interlocked.Increment(ref _requests);

    public void Retried() => Interlocked.Increment(ref _retries);

    public void Failed(EmbedderFault fault) => Interlocked.Increment(ref _failures[(int)fault]);

    public void Embedded(int texts, int tokens, bool isReported)
    {
        Interlocked.Add(ref _texts, texts);
        Interlocked.Add(ref isReported ? ref _reported : ref _estimated, tokens);
    }

    /// <summary>A copy; counters that change meanwhile may be from before or after.</summary>
    public EmbedderStatistics Snapshot(bool isPaused)
    {
        var (reported, estimated) = (Interlocked.Read(ref _reported), Interlocked.Read(ref _estimated));
        return new EmbedderStatistics
        {
            Requests = Interlocked.Read(ref _requests),
            Retries = Interlocked.Read(ref _retries),
            Texts = Interlocked.Read(ref _texts),
            TokensReported = reported,
            TokensEstimated = estimated,
            Cost = pricePerMillionTokens * (reported + estimated) / 1_000_000,
            Failures = Enum.GetValues<EmbedderFault>()
                .ToDictionary(fault => fault, fault => Interlocked.Read(ref _failures[(int)fault])),
            IsPaused = isPaused,
        };
    }
}
