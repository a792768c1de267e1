using Likewise.Evaluation;

namespace Likewise.Tests.Evaluation;

/// <summary>
/// For tests only: a text points where its words point together, each word in a direction that its letters fix. Texts that share
/// most of their words are close.
/// </summary>
internal sealed class TestOnlyWordEmbedder : IEmbedder
{
    private const int Dimension = 48;

    public EmbedderIdentity Identity { get; } = new("words-for-tests", "1", "mean", "", Dimension, MaxTokens: 0);

    public ValueTask<EmbeddingUsage> EmbedAsync(
        ReadOnlyMemory<string> texts, Memory<float> destination, CancellationToken cancellationToken)
    {
        for (var i = 0; i < texts.Length; i++)
        {
            var row = destination.Span.Slice(i * Dimension, Dimension);
            row.Clear();
            foreach (var word in texts.Span[i].Split(' '))
                Add(word, row);
            var length = MathF.Sqrt(row.ToArray().Sum(value => value * value));
            foreach (ref var value in row)
                value /= length;
        }

        return ValueTask.FromResult(default(EmbeddingUsage));
    }

    private static void Add(string word, Span<float> row)
    {
        var state = word.Aggregate(17UL, (seed, letter) => unchecked((seed * 31) + letter));
        foreach (ref var value in row)
            value += (long)SeededOrder.Next(ref state) / (float)long.MaxValue;
    }
}
