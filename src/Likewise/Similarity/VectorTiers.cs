namespace Likewise;

/// <summary>
/// The tiers that find entries by meaning: in this process one for each embedder's identity, so that vectors of two never meet
/// (invariant I3), and the far one, for the entries of its own.
/// </summary>
internal sealed class VectorTiers
{
    private readonly Dictionary<EmbedderIdentity, NearTier> _near;
    private readonly Dictionary<EmbedderIdentity, IReadOnlyList<IVectorTier>> _searched;
    private readonly IVectorTier? _far;
    private readonly SeamGuard _farGuard;

    public VectorTiers(IEnumerable<EmbedderIdentity> embedders, IVectorTier? far, SeamGuard farGuard)
    {
        (_far, _farGuard) = (far, farGuard);
        _near = embedders.Distinct().ToDictionary(identity => identity, identity => new NearTier(identity));
        _searched = _near.Values.ToDictionary(
            near => near.Identity, near => (IReadOnlyList<IVectorTier>)(IsFar(near.Identity) ? [near, far!] : [near]));
    }

    public int Count => _near.Values.Sum(near => near.Count);

    public int Scopes => _near.Values.Sum(near => near.Scopes);

    public long Bytes => _near.Values.Sum(near => near.Bytes);

    /// <summary>Whether an embedder's vectors are held here.</summary>
    public bool Hold(EmbedderIdentity embedder) => _near.ContainsKey(embedder);

    /// <summary>Whether vectors of an embedder are held here in a scope.</summary>
    public bool Hold(EmbedderIdentity embedder, Scope scope) => _near[embedder].Contains(scope);

    /// <summary>The tiers that an embedder's vectors are looked for in, near first.</summary>
    public IReadOnlyList<IVectorTier> Of(EmbedderIdentity embedder) => _searched[embedder];

    /// <summary>Makes an entry findable in this process.</summary>
    public ValueTask AddAsync(EntrySummary summary, ReadOnlyMemory<float> vector, CancellationToken cancellationToken) =>
        _near[summary.Embedder].AddAsync(summary, vector, cancellationToken);

    /// <summary>Makes an entry findable, near first. A far tier that fails goes without.</summary>
    public async ValueTask PublishAsync(
        EntrySummary summary, ReadOnlyMemory<float> vector, CancellationToken cancellationToken)
    {
        await AddAsync(summary, vector, cancellationToken).ConfigureAwait(false);
        if (!IsFar(summary.Embedder))
            return;

        await _farGuard.CallAsync(
            (far: _far!, summary, vector),
            static (call, token) => call.far.AddAsync(call.summary, call.vector, token),
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Makes an entry unfindable, far first.</summary>
    public async ValueTask WithdrawAsync(EntrySummary summary, CancellationToken cancellationToken)
    {
        if (IsFar(summary.Embedder))
        {
            await _farGuard.CallAsync(
                (far: _far!, summary),
                static (call, token) => call.far.RemoveAsync(call.summary, token),
                cancellationToken).ConfigureAwait(false);
        }

        await _near[summary.Embedder].RemoveAsync(summary, cancellationToken).ConfigureAwait(false);
    }

    private bool IsFar(EmbedderIdentity embedder) => _far?.Identity == embedder;
}
