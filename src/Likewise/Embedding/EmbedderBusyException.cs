namespace Likewise;

/// <summary>An embedder has as much to do as it takes on: the call was not made.</summary>
public sealed class EmbedderBusyException : Exception
{
    /// <summary>Says how many wait.</summary>
    /// <param name="waiting">As many as may wait.</param>
    public EmbedderBusyException(int waiting)
        : base($"the embedder is busy: {waiting} calls wait for it already, and no more may")
    {
    }
}
