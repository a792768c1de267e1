using System.Buffers;

namespace Likewise.Protocols;

/// <summary>A request as far as a cache needs to know it, and the way in which its answer is written.</summary>
public abstract record WireRequest
{
    private protected WireRequest()
    {
    }

    /// <summary>
    /// The request in no protocol's terms, without a tenant: who asks is not for the body to say. Every field that can change the
    /// answer is in it, those unknown to this version too.
    /// </summary>
    public required PromptRequest Prompt { get; init; }

    /// <summary>Whether the answer is to come as a stream.</summary>
    public required bool IsStreamed { get; init; }

    /// <summary>
    /// What distinguishes the streams that this protocol's callers can ask for. Those of one form can be passed on byte for byte.
    /// </summary>
    public virtual string StreamForm => "";

    /// <summary>Why a recording cannot be written as the answer to this request; null where it can.</summary>
    public virtual string? ObjectionTo(RecordedResponse response) => null;

    /// <summary>Writes an answer whole.</summary>
    /// <param name="destination">Receives the JSON, UTF-8.</param>
    /// <param name="response">The answer, to which there is no objection.</param>
    /// <param name="head">Its name and time.</param>
    public abstract void WriteAnswer(IBufferWriter<byte> destination, RecordedResponse response, AnswerHead head);

    /// <summary>What writes an answer as a stream.</summary>
    /// <param name="destination">Receives the events, UTF-8.</param>
    /// <param name="head">The answer's name and time.</param>
    public abstract WireStreamWriter CreateStreamWriter(IBufferWriter<byte> destination, AnswerHead head);
}
