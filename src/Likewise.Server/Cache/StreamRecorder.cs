using Likewise.Protocols;

namespace Likewise.Server;

/// <summary>Reads an upstream's events once: for everybody who waits, as they come, and for the recording.</summary>
internal static class StreamRecorder
{
    /// <param name="stream">Where the events come from.</param>
    /// <param name="format">How they are written.</param>
    /// <param name="limits">How much of an event is read.</param>
    /// <param name="live">Who waits.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <returns>The answer, to be stored if it is whole.</returns>
    /// <exception cref="UnrecordableStreamException">
    /// The answer has been passed on, and is more, or less, than a recording can hold.
    /// </exception>
    /// <exception cref="UpstreamException">It broke off.</exception>
    public static async ValueTask<RecordedResponse> RecordAsync(
        UpstreamStream stream, WireFormat format, ProtocolLimits limits, LiveWriter live, CancellationToken cancellationToken)
    {
        var parser = format.Protocol.CreateStreamParser(limits);
        var assembler = new ResponseAssembler();
        string? lost = null;
        await foreach (var part in stream.ReadEventsAsync(cancellationToken).ConfigureAwait(false))
        {
            var pieces = Read(parser, part);
            lost ??= pieces.Lost;
            foreach (var delta in pieces.Deltas)
                assembler.Add(delta);
            live.Write(new ResponseUpdate(pieces.Deltas, new WireEvent(format, part.Raw, lost)));
        }

        // Everybody has all of it. What follows is the recording's matter alone.
        live.End();
        if (lost is not null)
            throw new UnrecordableStreamException(lost);
        var answer = assembler.ToResponse();
        return answer.Choices.Count > 0 && answer.Choices.All(choice => choice.Finish != FinishReason.Interrupted)
            ? answer
            : throw new UnrecordableStreamException("it did not end");
    }

    /// <summary>What cannot be read is passed on all the same, and not recorded.</summary>
    private static AnswerPieces Read(WireStreamParser parser, SseEvent part)
    {
        try
        {
            return parser.Parse(part);
        }
        catch (ProtocolException fault)
        {
            return new AnswerPieces([], fault.Message);
        }
    }
}
