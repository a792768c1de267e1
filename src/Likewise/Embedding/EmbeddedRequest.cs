namespace Likewise;

/// <summary>A request whose prompt has been embedded, once for lookup and storing alike.</summary>
/// <param name="Normalized">The stage before.</param>
/// <param name="Vector">Unit vector of the embedder's identity, shape [dimension].</param>
/// <param name="Identity">What made the vector.</param>
internal readonly record struct EmbeddedRequest(
    NormalizedRequest Normalized, ReadOnlyMemory<float> Vector, EmbedderIdentity Identity)
{
    /// <summary>How many invalidations there were when it was asked.</summary>
    public long Epoch { get; init; }
}
