namespace Likewise.Protocols;

/// <summary>Writes one answer as a stream of events. Not thread-safe.</summary>
public abstract class WireStreamWriter
{
    private protected WireStreamWriter()
    {
    }

    /// <summary>Who answers, as far as that has been said.</summary>
    private protected string Model { get; private set; } = "";

    /// <summary>What it took, as far as that has been said.</summary>
    private protected TokenUsage Usage { get; private set; }

    /// <summary>Writes a piece: events, or none where the protocol says it elsewhere.</summary>
    /// <exception cref="ProtocolException">The pieces come in an order that this protocol has no way to say.</exception>
    public void Write(ResponseDelta delta)
    {
        switch (delta)
        {
            case ModelDelta model:
                Model = model.Model;
                break;
            case UsageDelta usage:
                Usage = usage.Usage;
                break;
            default:
                WriteSaid(delta);
                break;
        }
    }

    /// <summary>The answer is whole: what comes behind it.</summary>
    public abstract void Complete();

    /// <summary>Writes a piece of what is said.</summary>
    private protected abstract void WriteSaid(ResponseDelta delta);
}
