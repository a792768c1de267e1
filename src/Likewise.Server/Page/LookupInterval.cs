namespace Likewise.Server;

/// <summary>What the lookups of one interval came to.</summary>
internal sealed class LookupInterval
{
    public long Exact { get; private set; }

    /// <summary>Hits by meaning.</summary>
    public long Similar { get; private set; }

    /// <summary>Those that the model did not answer either included.</summary>
    public long Misses { get; private set; }

    public long Joined { get; private set; }

    public long Bypassed { get; private set; }

    public long TokensSaved { get; private set; }

    public TimeSpan TimeSaved { get; private set; }

    /// <summary>How long callers waited for hits.</summary>
    public LatencyHistogram HitTimes { get; } = new();

    /// <summary>How long callers waited for what the cache had not, the model's time included.</summary>
    public LatencyHistogram MissTimes { get; } = new();

    public void Add(in LookupRecord lookup)
    {
        switch (lookup.Outcome)
        {
            case LookupOutcome.Hit:
                if (lookup.Tier is HitTier.Exact or HitTier.SharedExact)
                    Exact++;
                else
                    Similar++;
                TokensSaved += lookup.TokensSaved;
                TimeSaved += lookup.TimeSaved;
                HitTimes.Add(lookup.Total);
                break;
            case LookupOutcome.Miss or LookupOutcome.Unanswered:
                Misses++;
                MissTimes.Add(lookup.Total);
                break;
            case LookupOutcome.Joined:
                Joined++;
                break;
            case LookupOutcome.Bypass:
                Bypassed++;
                break;
        }
    }

    public void Add(LookupInterval other)
    {
        Exact += other.Exact;
        Similar += other.Similar;
        Misses += other.Misses;
        Joined += other.Joined;
        Bypassed += other.Bypassed;
        TokensSaved += other.TokensSaved;
        TimeSaved += other.TimeSaved;
        HitTimes.Add(other.HitTimes);
        MissTimes.Add(other.MissTimes);
    }
}
