namespace Likewise;

/// <summary>How the share of wrong answers among those served by meaning is kept below a bound.</summary>
/// <remarks>In force where <see cref="SemanticCacheOptions.Decision"/> is <see cref="HitDecision.Bound"/>.</remarks>
public sealed class BoundOptions
{
    /// <summary>The largest share of the hits by meaning that may be wrong.</summary>
    /// <value>0.001 to 0.5; default 0.02.</value>
    public double MaxWrongHits { get; set; } = 0.02;

    /// <summary>How likely that holds, at any one moment, for requests like those that the evidence is of.</summary>
    /// <value>0.5 to 0.999; default 0.95.</value>
    public double Confidence { get; set; } = 0.95;

    /// <summary>What the bound holds for, each apart.</summary>
    /// <value>Default: the namespace.</value>
    public EvidenceGroup Group { get; set; } = EvidenceGroup.Namespace;

    /// <summary>The least likeness of an entry that is considered at all; what is further away is never served.</summary>
    /// <value>Cosine similarity in [0, 1]; default 0.5.</value>
    public double SimilarityMin { get; set; } = 0.5;

    /// <summary>How many labels a group goes by; beyond it, old ones count less and less.</summary>
    /// <value>At least 1,000; default 20,000.</value>
    public int EvidenceMax { get; set; } = 20_000;

    /// <summary>How many groups have evidence of their own, about seven kilobytes each; further ones share it.</summary>
    /// <value>At least 1; default 1,000.</value>
    public int GroupsMax { get; set; } = 1_000;

    /// <summary>
    /// A model that says how sure a candidate is, learnt by <c>likewise train</c> with the cache's embedder; a calibration and
    /// evidence of other scores say nothing then.
    /// </summary>
    /// <value>Default: null, the similarity says it.</value>
    public string? VerdictFile { get; set; }

    /// <summary>A file that keeps the evidence over restarts; written at most once a minute, and when the cache is
    /// closed.</summary>
    /// <value>Default: null, memory alone. A server with a durable store keeps it beside that.</value>
    public string? EvidenceFile { get; set; }

    /// <summary>What is known before anything was seen here.</summary>
    /// <value>Default: what was shipped, for the default encoder. For other embedders it says nothing.</value>
    public Calibration Calibration { get; set; } = Calibration.Shipped;

    /// <summary>A file with a calibration of one's own, which is read when the cache is built.</summary>
    /// <value>Default: null, <see cref="Calibration"/> it is.</value>
    public string? CalibrationFile { get; set; }
}
