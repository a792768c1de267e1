namespace Likewise;

/// <summary>How one class of background work stands, and what became of it since the cache was built.</summary>
public sealed record WorkStatistics
{
    /// <summary>Waits for its turn.</summary>
    public int Waiting { get; init; }

    /// <summary>Under way.</summary>
    public int Running { get; init; }

    /// <summary>Done.</summary>
    public long Done { get; init; }

    /// <summary>Came to nothing.</summary>
    public long Failed { get; init; }

    /// <summary>Refused because too much was waiting, or given up.</summary>
    public long Dropped { get; init; }

    /// <summary>For how long that has waited which has waited longest; zero where nothing waits.</summary>
    public TimeSpan OldestAge { get; init; }
}
