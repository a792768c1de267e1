namespace Likewise;

/// <summary>What a lookup found: a <see cref="LookupHit"/> or a <see cref="LookupMiss"/>.</summary>
public abstract class LookupResult
{
    private protected LookupResult(LookupTimings timings) => Timings = timings;

    /// <summary>Where the time went.</summary>
    public LookupTimings Timings { get; }

    /// <summary>Its number in the decision log; 0 where it is not in it.</summary>
    internal long LogNumber { get; set; }

    /// <summary>Whether the prompt was longer than the embedder reads, so that its end played no part in the likeness.</summary>
    public bool IsPromptTruncated { get; internal set; }

    /// <summary>What was asked, for whoever compares answers later; null before the lookup is counted.</summary>
    internal PromptRequest? Request { get; set; }

    /// <summary>Its last user text, normalized.</summary>
    internal string Prompt { get; set; } = "";
}
