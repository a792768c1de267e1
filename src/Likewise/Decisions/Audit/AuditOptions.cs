namespace Likewise;

/// <summary>How a cache watches itself: how often the model is asked all the same, and how much that may cost.</summary>
/// <remarks>
/// Nobody waits for any of it: answers are given first, and compared in the background. What does not fit into these limits is
/// left out and counted; it is no evidence of anything.
/// </remarks>
public sealed class AuditOptions
{
    /// <summary>
    /// The share of the hits by meaning that are drawn to be audited (<see cref="LookupHit.IsAuditDue"/>): the model is asked all
    /// the same, and its answer compared with the one that was given.
    /// </summary>
    /// <value>0 to 1; default: null, 0.05 where evidence decides, else 0. With 0 nothing watches whether what is served stays
    /// right.</value>
    public double? Share { get; set; }

    /// <summary>
    /// The share of the near misses (<see cref="LookupMiss.NearMiss"/>) after which the model's answer is compared with the one
    /// that was nearly given. The model has been asked anyway, so that it costs no more than the comparison.
    /// </summary>
    /// <value>0 to 1; default: null, 1 where hits are audited, else 0.</value>
    public double? NearMissShare { get; set; }

    /// <summary>The least likeness of a near miss, where a fixed similarity decides.</summary>
    /// <value>Cosine similarity in [-1, 1]; default 0.8.</value>
    public double NearMissMin { get; set; } = 0.8;

    /// <summary>How many answers wait to be compared; further ones are dropped.</summary>
    /// <value>At least 1; default 256.</value>
    public int QueueMax { get; set; } = 256;

    /// <summary>How many are compared at once, and so how many calls of models run at once.</summary>
    /// <value>1 to 64; default 2.</value>
    public int ConcurrencyMax { get; set; } = 2;

    /// <summary>How often the model is asked for audits; further ones are dropped. Comparisons without a call do not
    /// count.</summary>
    /// <value>Calls a minute, at least 1; default 60.</value>
    public int CallsPerMinuteMax { get; set; } = 60;

    /// <summary>How long an audit waits for the model.</summary>
    /// <value>Positive, at most a day; default 2 minutes.</value>
    public TimeSpan ModelTimeout { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>How long a comparison may take.</summary>
    /// <value>Positive, at most a day; default 30 seconds.</value>
    public TimeSpan CompareTimeout { get; set; } = TimeSpan.FromSeconds(30);
}
