namespace Likewise.Protocols;

/// <summary>Reads the events of one streamed answer. Not thread-safe.</summary>
public abstract class WireStreamParser
{
    private protected WireStreamParser()
    {
    }

    /// <summary>Reads an event.</summary>
    /// <exception cref="ProtocolException">The event is no part of such an answer; the message names the field.</exception>
    public abstract AnswerPieces Parse(SseEvent part);
}
