namespace Likewise;

public sealed partial class SemanticCache
{
    /// <summary>How much the cache keeps now.</summary>
    /// <value>
    /// What was asked for last (<see cref="SetLimitsAsync"/>, or the options); less memory where
    /// <see cref="SemanticCacheOptions.MemoryShareMax"/> says so.
    /// </value>
    public CacheLimits Limits => _evictor.Limits;

    /// <summary>How much was asked for last, whatever memory there is.</summary>
    public CacheLimits LimitsAsked => _evictor.Asked;

    /// <summary>Keeps more, or less, from now on.</summary>
    /// <param name="limits">How much.</param>
    /// <param name="cancellationToken">
    /// Stops waiting; the limits hold all the same, and maintenance goes on with what is too much.
    /// </param>
    /// <returns>When what is too much answers no more. Lookups and stores go on meanwhile, and wait for none of it.</returns>
    /// <exception cref="ArgumentException">A limit is below 1.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    /// <remarks>Not written down: the next start begins with the options.</remarks>
    public async ValueTask SetLimitsAsync(CacheLimits limits, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(limits);
        if (limits.Fault is { } fault)
            throw new ArgumentException(fault, nameof(limits));

        _evictor.Limits = limits;
        await Task.Run(() => _evictor.RunAsync(int.MaxValue, cancellationToken).AsTask(), cancellationToken)
            .ConfigureAwait(false);
    }
}
