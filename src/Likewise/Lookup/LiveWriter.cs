namespace Likewise;

/// <summary>Where a call of the model puts its answer while it comes, for everybody who waits for it.</summary>
public sealed class LiveWriter
{
    private readonly LiveResponse _live = new();
    private readonly Flight _flight;
    private readonly LookupResult _lookup;
    private bool _hasBegun;

    internal LiveWriter(Flight flight, LookupResult lookup) => (_flight, _lookup) = (flight, lookup);

    /// <summary>
    /// The answer begins: from here on everybody who waits has it, and nobody can be sent elsewhere. To be called when it is
    /// certain that an answer comes, and not an error.
    /// </summary>
    public void Begin()
    {
        _hasBegun = true;
        _flight.Begin(_live, _lookup);
    }

    /// <summary>Something came. Not before <see cref="Begin"/>.</summary>
    public void Write(ResponseUpdate update)
    {
        if (!_hasBegun)
            throw new InvalidOperationException("The answer has not begun: call Begin first.");
        _live.Add(update);
    }

    /// <summary>
    /// The answer is whole. What the call throws afterwards, such as that the answer cannot be recorded, no longer harms it.
    /// </summary>
    public void End() => _live.End(null);

    internal void Fail(Exception fault) => _live.End(fault);
}
