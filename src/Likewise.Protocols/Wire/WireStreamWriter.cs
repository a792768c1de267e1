namespace Likewise.Protocols;

/// <summary>Writes one answer as a stream of events. Not thread-safe.</summary>
public abstract class WireStreamWriter
{
    private protected WireStreamWriter()
    {
    }

    /// <summary>Writes a piece: events, or none where the protocol says it elsewhere.</summary>
    /// <exception cref="ProtocolException">The pieces come in an order that this protocol has no way to say.</exception>
    public abstract void Write(ResponseDelta delta);

    /// <summary>The answer is whole: what comes behind it.</summary>
    public abstract void Complete();
}
