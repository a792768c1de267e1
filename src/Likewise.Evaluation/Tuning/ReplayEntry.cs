namespace Likewise.Evaluation;

/// <summary>An entry of the log, as replays need it.</summary>
internal record struct ReplayEntry
{
    /// <summary>The number of its exact key, from 1.</summary>
    public int Key;

    /// <summary>The lookup after whose miss it was stored; 0: it was there whatever was decided.</summary>
    public long Origin;

    public long CreatedTicks, Tokens, LatencyTicks;

    /// <summary>Whether nobody had wished another life for it.</summary>
    public bool HasLifeInForce;

    /// <summary>When it left.</summary>
    public long GoneTicks;

    /// <summary>Whether it left because its time was over.</summary>
    public bool HasEnded;
}
