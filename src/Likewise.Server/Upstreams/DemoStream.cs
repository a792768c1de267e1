using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Likewise.Server;

/// <summary>Writes an answer as OpenAI's stream of chunks, a few words at a time.</summary>
internal sealed class DemoStream(Stream destination, string id, DateTimeOffset created)
{
    private const int WordsPerChunk = 4;

    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public async Task WriteAsync(RecordedResponse answer, bool withUsage, CancellationToken cancellationToken)
    {
        for (var index = 0; index < answer.Choices.Count; index++)
            await WriteChoiceAsync(answer, index, cancellationToken).ConfigureAwait(false);
        if (withUsage)
            await WriteEventAsync(writer => WriteUsage(writer, answer), cancellationToken).ConfigureAwait(false);

        await destination.WriteAsync("data: [DONE]\n\n"u8.ToArray(), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Every choice is the first one's text: the demo has one answer.</summary>
    private async Task WriteChoiceAsync(RecordedResponse answer, int index, CancellationToken cancellationToken)
    {
        await WriteChunkAsync(answer, index, "", null, cancellationToken).ConfigureAwait(false);
        var separator = "";
        foreach (var words in answer.Text.Split(' ').Chunk(WordsPerChunk))
        {
            var content = separator + string.Join(' ', words);
            await WriteChunkAsync(answer, index, content, null, cancellationToken).ConfigureAwait(false);
            separator = " ";
        }

        await WriteChunkAsync(answer, index, null, "stop", cancellationToken).ConfigureAwait(false);
    }

    private Task WriteChunkAsync(
        RecordedResponse answer, int index, string? content, string? finish, CancellationToken cancellationToken) =>
        WriteEventAsync(
            writer =>
            {
                WriteHead(writer, answer);
                writer.WriteStartArray("choices");
                writer.WriteStartObject();
                writer.WriteNumber("index", index);
                writer.WriteStartObject("delta");
                if (content is { Length: 0 })
                    writer.WriteString("role", "assistant");
                if (content is not null)
                    writer.WriteString("content", content);
                writer.WriteEndObject();
                writer.WriteString("finish_reason", finish);
                writer.WriteEndObject();
                writer.WriteEndArray();
            },
            cancellationToken);

    private void WriteUsage(Utf8JsonWriter writer, RecordedResponse answer)
    {
        WriteHead(writer, answer);
        writer.WriteStartArray("choices");
        writer.WriteEndArray();
        writer.WriteStartObject("usage");
        writer.WriteNumber("prompt_tokens", answer.Usage.InputTokens);
        writer.WriteNumber("completion_tokens", answer.Usage.OutputTokens);
        writer.WriteNumber("total_tokens", answer.Usage.TotalTokens);
        writer.WriteEndObject();
    }

    private void WriteHead(Utf8JsonWriter writer, RecordedResponse answer)
    {
        writer.WriteString("id", id);
        writer.WriteString("object", "chat.completion.chunk");
        writer.WriteNumber("created", created.ToUnixTimeSeconds());
        writer.WriteString("model", answer.Model);
    }

    private async Task WriteEventAsync(Action<Utf8JsonWriter> writeBody, CancellationToken cancellationToken)
    {
        var buffer = new ArrayBufferWriter<byte>();
        buffer.Write("data: "u8);
        using (var writer = new Utf8JsonWriter(buffer, Compact))
        {
            writer.WriteStartObject();
            writeBody(writer);
            writer.WriteEndObject();
        }

        buffer.Write("\n\n"u8);
        await destination.WriteAsync(buffer.WrittenMemory, cancellationToken).ConfigureAwait(false);
        await destination.FlushAsync(cancellationToken).ConfigureAwait(false);
    }
}
