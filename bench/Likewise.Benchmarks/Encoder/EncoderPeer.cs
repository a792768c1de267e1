using System.Diagnostics;
using System.Text.Json;
using Likewise.Encoder;

namespace Likewise.Benchmarks.Encoder;

/// <summary>
/// The encoder as a process that others measure themselves against: a JSON request a line, a reply a line. What is asked for is a
/// number of texts of a number of tokens, embedded together some times; the reply has the time of each call, the texts' token ids
/// and their vectors.
/// </summary>
internal static class EncoderPeer
{
    // Each is one token.
    private static readonly string[] Words =
        ("how do i find the best way to learn a new language when there is no school near my home and what does it cost to take "
        + "the train from london to paris in the summer with two children why is water blue").Split(' ');

    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web);

    public static async Task<int> RunAsync(TextReader requests, TextWriter replies)
    {
        var directory = ModelLocator.Find().Directory;
        var encoders = new Dictionary<string, SentenceEncoder>(StringComparer.OrdinalIgnoreCase);
        while (await requests.ReadLineAsync() is { } line)
        {
            var request = JsonSerializer.Deserialize<Request>(line, Format)
                ?? throw new InvalidOperationException("A request was empty.");
            if (!encoders.TryGetValue(request.Precision, out var encoder))
            {
                var precision = Enum.Parse<EncoderPrecision>(request.Precision, ignoreCase: true);
                encoder = SentenceEncoder.Load(
                    directory, new EncoderOptions { Precision = precision, Threads = request.Threads });
                encoders.Add(request.Precision, encoder);
            }
            await replies.WriteLineAsync(JsonSerializer.Serialize(await AnswerAsync(request, encoder, directory), Format));
            await replies.FlushAsync();
        }
        return 0;
    }

    private static async Task<Reply> AnswerAsync(Request request, SentenceEncoder encoder, string directory)
    {
        string[] texts = [.. Enumerable.Range(0, request.Texts).Select(text => string.Join(' ', Enumerable
            .Range(request.Variant * 7 + text * 11, request.Tokens - 2).Select(at => Words[at % Words.Length])))];
        var (width, times) = (encoder.Identity.Dimension, new double[request.Repeats]);
        var vectors = new float[texts.Length * width];
        for (var i = 0; i < times.Length; i++)
        {
            var start = Stopwatch.GetTimestamp();
            var usage = await encoder.EmbedAsync(texts, vectors);
            times[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            if (usage.Tokens != request.Texts * request.Tokens)
                throw new InvalidOperationException($"The texts have {usage.Tokens} tokens, which is not what was asked for.");
        }
        return new Reply(times, [.. texts.Select(text => Ids(directory, text))], [.. vectors.Chunk(width)]);
    }

    private static int[] Ids(string directory, string text)
    {
        var tokenizer = TokenizerReader.Read(Path.Combine(directory, "tokenizer.json"), rows: 30_522, maxTokens: 256);
        var ids = new int[256];
        return ids[..tokenizer.Encode("", text, ids, out _)];
    }

    private sealed record Request(string Precision, int Threads, int Texts, int Tokens, int Variant, int Repeats);

    private sealed record Reply(double[] Ms, int[][] Ids, float[][] Vectors);
}
