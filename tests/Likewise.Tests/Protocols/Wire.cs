using System.Buffers;
using System.Text;
using System.Text.Json;
using Likewise.Protocols;

namespace Likewise.Tests.Protocols;

/// <summary>Protocols as tests speak them: texts in, texts out.</summary>
internal static class Wire
{
    public static AnswerHead Head { get; } = new("1", DateTimeOffset.UnixEpoch);

    public static WireRequest Request(this WireProtocol protocol, string body, string features = "") =>
        protocol.ParseRequest(Encoding.UTF8.GetBytes(body), ProtocolLimits.Default, features);

    public static WireAnswer Answer(this WireProtocol protocol, string body) =>
        protocol.ParseAnswer(Encoding.UTF8.GetBytes(body), ProtocolLimits.Default);

    public static string Whole(this WireRequest request, RecordedResponse response)
    {
        var buffer = new ArrayBufferWriter<byte>();
        request.WriteAnswer(buffer, response, Head);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    public static string Stream(this WireRequest request, RecordedResponse response) =>
        request.Stream(ResponseDeltas.Of(response));

    public static string Stream(this WireRequest request, IEnumerable<ResponseDelta> deltas)
    {
        var buffer = new ArrayBufferWriter<byte>();
        var writer = request.CreateStreamWriter(buffer, Head);
        foreach (var delta in deltas)
            writer.Write(delta);
        writer.Complete();
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>What a stream says, and what of it was lost.</summary>
    public static (RecordedResponse Answer, string? Lost) ReadStream(this WireProtocol protocol, string stream)
    {
        var parser = protocol.CreateStreamParser(ProtocolLimits.Default);
        var (assembler, lost) = (new ResponseAssembler(), (string?)null);
        foreach (var raw in Events(stream))
        {
            var pieces = parser.Parse(SseReader.Parse(Encoding.UTF8.GetBytes(raw)));
            lost ??= pieces.Lost;
            foreach (var delta in pieces.Deltas)
                assembler.Add(delta);
        }

        return (assembler.ToResponse(), lost);
    }

    public static string[] Events(string stream) => stream.Split("\n\n", StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The data of each event that has JSON for data.</summary>
    public static JsonElement[] Data(string stream) =>
    [
        .. from raw in Events(stream)
           let line = raw.Split('\n').Single(line => line.StartsWith("data: ", StringComparison.Ordinal))["data: ".Length..]
           where line != "[DONE]"
           select JsonElement.Parse(line),
    ];
}
