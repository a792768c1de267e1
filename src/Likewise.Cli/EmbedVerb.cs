using System.Buffers;
using System.CommandLine;
using System.Text;
using System.Text.Json;

namespace Likewise.Cli;

/// <summary><c>likewise embed</c>: vectors of the lines of standard input, as they come.</summary>
internal sealed class EmbedVerb : Verb
{
    private const int LineBytesDefault = 1 << 20;

    private readonly Option<int> _lineMax = new("--line-max")
    {
        Description = "The longest line read, in bytes. Default: 1048576.",
        HelpName = "BYTES",
        DefaultValueFactory = _ => LineBytesDefault,
    };

    public EmbedVerb(Frame frame)
        : base(frame, "embed", "Embeds standard input, one text a line, into one JSON array of numbers a line.")
    {
        Options.Add(_lineMax);
    }

    public override IReadOnlyList<string> Examples { get; } =
    [
        "printf 'Hello\\nGood morning\\n' | likewise embed",
        "likewise embed --model ./bge-small-en < texts.txt > vectors.jsonl",
        "likewise embed --json < texts.txt | jq '.vectors | length'",
        "likewise embed --set model.kind=ollama --set model.name=all-minilm --set model.timeout=1m < texts.txt",
    ];

    protected override async Task<int> RunAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        var lineMax = invocation.Get(_lineMax);
        if (lineMax < 1)
            throw new CommandException(ExitCode.Usage, $"--line-max {lineMax}: a number of at least 1 was expected.");

        var settings = invocation.LoadSettings().Settings;
        var embedder = await invocation.OpenEmbedderAsync(settings, cancellationToken);
        using var owned = embedder as IDisposable;
        var output = invocation.Terminal.Output;
        if (invocation.IsJson)
            output.Write($"{{\"embedder\":\"{JsonEncodedText.Encode(embedder.Identity.ToString())}\",\"vectors\":[");

        var rows = new VectorRows(output, embedder.Identity.Dimension, invocation.IsJson ? ",\n" : null);
        var (lines, tokens, truncated) = (0L, 0L, 0L);
        try
        {
            await foreach (var texts in LineBatches.ReadAsync(invocation.Terminal.Input, lineMax, cancellationToken))
            {
                var vectors = rows.Room(texts.Length);
                var usage = await embedder.EmbedAsync(texts, vectors, cancellationToken);
                rows.Write(vectors.Span);
                (lines, tokens, truncated) = (lines + texts.Length, tokens + usage.Tokens, truncated + usage.Truncated);
            }
        }
        catch (Exception error) when (invocation.IsJson && error is not IOException)
        {
            // What came before stands, in a document that is whole and says why it ends; a full disk would take neither.
            End($",\"error\":\"{JsonEncodedText.Encode(error.Message)}\"");
            throw;
        }

        if (invocation.IsJson)
            End("");
        if (truncated > 0)
        {
            invocation.Note($"likewise embed: {truncated} of {lines} lines are longer than {embedder.Identity.MaxTokens} tokens "
                + "and were embedded in part.");
        }

        return ExitCode.Ok;

        void End(string error) =>
            output.WriteLine($"],\"lines\":{lines},\"tokens\":{tokens},\"truncated\":{truncated}{error}}}");
    }

    /// <summary>Writes vectors as JSON arrays, one a line.</summary>
    /// <param name="separator">What stands between two arrays; null for a line feed after each.</param>
    private sealed class VectorRows(TextWriter output, int dimension, string? separator)
    {
        private readonly ArrayBufferWriter<byte> _json = new();
        private float[] _room = [];
        private bool _isFirst = true;

        public Memory<float> Room(int texts)
        {
            if (_room.Length < texts * dimension)
                _room = new float[texts * dimension];
            return _room.AsMemory(0, texts * dimension);
        }

        public void Write(ReadOnlySpan<float> vectors)
        {
            for (; vectors.Length > 0; vectors = vectors[dimension..])
            {
                _json.ResetWrittenCount();
                using (var writer = new Utf8JsonWriter(_json))
                {
                    writer.WriteStartArray();
                    foreach (var value in vectors[..dimension])
                        writer.WriteNumberValue(value);
                    writer.WriteEndArray();
                }

                var before = _isFirst ? "" : separator;
                output.Write(before + Encoding.ASCII.GetString(_json.WrittenSpan) + (separator is null ? "\n" : ""));
                _isFirst = false;
            }
        }
    }
}
