using System.Diagnostics;
using System.Globalization;
using System.Text;
using Likewise.Encoder;
using Likewise.Tests.Encoder.Reference;

namespace Likewise.Benchmarks.Encoder;

/// <summary>
/// <c>tokens [STRINGS] [SEED] [FILE]</c>: the tokenizer beside the slow one of the tests. First random strings, whose ids must be
/// the same; then how fast each is on English, either the lines of a file or words of the vocabulary drawn by Zipf's law.
/// </summary>
internal static class TokenizerComparison
{
    private const int MaxTokens = 512;
    private const int Lines = 20_000;
    private const int Rounds = 9;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(2);

    public static int Run(ReadOnlySpan<string> args)
    {
        var strings = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 1_000_000;
        var seed = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 1;
        var path = Path.Combine(ModelLocator.Find().Directory, "tokenizer.json");
        var (fast, slow) = (TokenizerReader.Read(path, rows: 30_522, MaxTokens), new SlowTokenizer(path));

        var different = CountDifferent(fast, slow, strings, seed);
        Console.WriteLine(FormattableString.Invariant($"{strings:N0} random strings, seed {seed}: {different} with other ids"));

        var texts = args.Length > 2 ? File.ReadLines(args[2]).Take(Lines).ToArray() : MakeEnglish(slow.WholeWords, seed);
        var ids = new int[MaxTokens];
        var bytes = texts.Sum(text => (long)Encoding.UTF8.GetByteCount(text));
        var fastest = Measure(texts, text => fast.Encode("", text, ids, out _));
        var slowest = Measure(texts[..(texts.Length / 20)], text => slow.Encode(text, MaxTokens).Length);
        Console.WriteLine(FormattableString.Invariant(
            $"{texts.Length:N0} texts, {bytes / (double)texts.Length:F0} bytes each: {fastest:F1} MB/s, ")
            + FormattableString.Invariant($"the slow one {slowest:F2}, ratio {fastest / slowest:F0}"));
        return different == 0 ? 0 : 1;
    }

    private static int CountDifferent(Tokenizer fast, SlowTokenizer slow, int strings, int seed)
    {
        var (texts, ids, different) = (new RandomTexts(seed, slow.WholeWords), new int[MaxTokens], 0);
        for (var i = 0; i < strings; i++)
        {
            var text = texts.Next();
            var count = fast.Encode("", text, ids, out _);
            if (slow.Encode(text, MaxTokens).AsSpan().SequenceEqual(ids.AsSpan(0, count))) continue;
            different++;
            Console.WriteLine(string.Join(' ', text.Select(unit => ((int)unit).ToString("X4", CultureInfo.InvariantCulture))));
        }
        return different;
    }

    /// <summary>Megabytes a second, the median of some rounds, after so long that the code is compiled for good.</summary>
    private static double Measure(string[] texts, Func<string, int> encode)
    {
        var megabytes = texts.Sum(text => (long)Encoding.UTF8.GetByteCount(text)) / 1e6;
        var (speeds, start) = (new List<double>(), Stopwatch.GetTimestamp());
        while (speeds.Count < Rounds)
        {
            var started = Stopwatch.GetTimestamp();
            foreach (var text in texts)
                encode(text);
            if (Stopwatch.GetElapsedTime(start) > WarmUp) speeds.Add(megabytes / Stopwatch.GetElapsedTime(started).TotalSeconds);
        }
        return speeds.Order().ElementAt(Rounds / 2);
    }

    /// <summary>Lines of a dozen words. BERT's vocabulary is ordered by frequency: rank r has the weight 1/r.</summary>
    private static string[] MakeEnglish(string[] words, int seed)
    {
        var (random, texts) = (new Random(seed), new string[Lines]);
        for (var i = 0; i < texts.Length; i++)
        {
            var line = Enumerable.Range(0, random.Next(6, 18))
                .Select(_ => words[(int)Math.Pow(words.Length, random.NextDouble()) - 1]);
            texts[i] = string.Join(' ', line) + "?";
        }
        return texts;
    }
}
