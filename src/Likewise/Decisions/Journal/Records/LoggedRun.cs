namespace Likewise;

/// <summary>A cache has begun, or gone on, to write the log: what was in force.</summary>
public sealed record LoggedRun : LoggedRecord
{
    /// <summary>Names the run: the same in each file that it has written.</summary>
    public required ulong Id { get; init; }

    /// <summary>When the file was begun.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>What decided.</summary>
    public required HitDecision Decision { get; init; }

    /// <summary>
    /// The least similarity that was served where a threshold decided; of namespaces that have one of their own their places tell
    /// (<see cref="LoggedPlace.SimilarityMin"/>).
    /// </summary>
    public required double SimilarityMin { get; init; }

    /// <summary>The least similarity that was considered: lower where evidence decides, or a verifier rescues.</summary>
    public required double ConsideredMin { get; init; }

    /// <summary>How close something must be for a verifier to rescue it; null where none does. Only the writer knows.</summary>
    internal double? RescuedMin { get; init; }

    /// <summary>
    /// The bound on the wrong share of the hits, but in namespaces that have one of their own; without meaning where a threshold
    /// decided.
    /// </summary>
    public required double MaxWrongHits { get; init; }

    /// <summary>The bound's confidence.</summary>
    public required double Confidence { get; init; }

    /// <summary>The share of the hits by meaning that were audited.</summary>
    public required double AuditShare { get; init; }

    /// <summary>The guards that were asked.</summary>
    public required Guards Guards { get; init; }

    /// <summary>Every guard that is logged, in the order in which they are asked.</summary>
    public required IReadOnlyList<LoggedGuard> GuardOrder { get; init; }

    /// <summary>The verifier's name; empty without one.</summary>
    public required string Verifier { get; init; }

    /// <summary>From which similarity or score on no verifier was asked; NaN: always.</summary>
    public required double VerifiedBelow { get; init; }

    /// <summary>What says how sure a candidate is; empty where a threshold decided.</summary>
    public required string Scorer { get; init; }

    /// <summary>What embedded prompts, where no rule said otherwise.</summary>
    public required string Embedder { get; init; }

    /// <summary>How many of the closest entries were looked at.</summary>
    public required int CandidatesMax { get; init; }

    /// <summary>How many entries were kept.</summary>
    public required int EntriesMax { get; init; }

    /// <summary>How long an entry lived where nobody said otherwise.</summary>
    public required TimeSpan TimeToLive { get; init; }

    /// <summary>Whether the entries of runs before may be there: what keeps them survives the process.</summary>
    public required bool IsDurable { get; init; }

    /// <summary>Whether prompts and names are in the log.</summary>
    public required bool IncludesText { get; init; }

    /// <summary>From which similarity on it is known what guards say of a candidate.</summary>
    public required double GuardsFrom { get; init; }
}
