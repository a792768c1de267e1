namespace Likewise;

/// <summary>Finds entries by the likeness of their vectors, inside one scope.</summary>
/// <remarks>
/// Safe for concurrent calls. All vectors of a tier share one identity; another is refused by name, never compared (invariant
/// I3). A tier that measures otherwise than by cosine converts, and reports cosine. One that scans approximations re-scores
/// exactly.
/// </remarks>
public interface IVectorTier : IAsyncDisposable
{
    /// <summary>A short name for people and metrics: <c>near</c>, <c>redis</c>.</summary>
    string Name { get; }

    /// <summary>What the tier's vectors were made by.</summary>
    EmbedderIdentity Identity { get; }

    /// <summary>Finds the entries of a scope closest to a vector.</summary>
    /// <param name="query">Where to look, what for, and how close it must be.</param>
    /// <param name="destination">Receives candidates, closest first; its length is k. Owned by the caller.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>How many were written; fewer than k only when the scope holds fewer that are close enough.</returns>
    ValueTask<int> SearchAsync(VectorQuery query, Memory<Candidate> destination, CancellationToken cancellationToken);

    /// <summary>Makes an entry findable. Adding an id that is there replaces it.</summary>
    /// <param name="summary">The entry.</param>
    /// <param name="vector">Its unit vector. Shape [dimension]; copied.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="EmbedderMismatchException">
    /// The entry was embedded by something else than this tier's identity.
    /// </exception>
    ValueTask AddAsync(EntrySummary summary, ReadOnlyMemory<float> vector, CancellationToken cancellationToken);

    /// <summary>Makes an entry unfindable at once. One that is not there is passed over.</summary>
    ValueTask RemoveAsync(EntrySummary summary, CancellationToken cancellationToken);
}
