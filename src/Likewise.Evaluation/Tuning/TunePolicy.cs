namespace Likewise.Evaluation;

/// <summary>A way of deciding that a log is replayed with. What it does not say is as it was in force.</summary>
/// <param name="Name">For people.</param>
public sealed record TunePolicy(string Name)
{
    /// <summary>The policy that was in force, in each run its own.</summary>
    public static TunePolicy InForce { get; } = new("in force");

    /// <summary>
    /// The least similarity that is served, but in namespaces that have one of their own; a bound, where one was in force, is
    /// then not asked.
    /// </summary>
    /// <value>Cosine similarity in [-1, 1]; default: null, as in force.</value>
    public double? SimilarityMin { get; init; }

    /// <summary>The guards that are asked.</summary>
    /// <value>Default: null, as in force.</value>
    public Guards? Guards { get; init; }

    /// <summary>How long entries live that had the life in force.</summary>
    /// <value>Positive; default: null, as in force.</value>
    public TimeSpan? TimeToLive { get; init; }
}
