using System.Collections.Concurrent;
using System.Globalization;

namespace Likewise.Tests.Evaluation;

/// <summary>
/// For tests only: a text begins with an angle in degrees, which is where its vector points. The cosine of two texts is that of
/// the difference, so that every hit can be worked out by hand. At a threshold of 0.90 they may differ by 25.8 degrees.
/// </summary>
internal sealed class TestOnlyAngleEmbedder : IEmbedder
{
    private readonly ConcurrentDictionary<string, int> _timesEmbedded = new();

    public EmbedderIdentity Identity { get; } = new("angles-for-tests", "1", "provider", "", Dimension: 2, MaxTokens: 0);

    public IReadOnlyDictionary<string, int> TimesEmbedded => _timesEmbedded;

    public string? FailsOn { get; init; }

    public static double DegreesOf(string text) => double.Parse(text.Trim().Split(' ')[0], CultureInfo.InvariantCulture);

    public ValueTask<EmbeddingUsage> EmbedAsync(
        ReadOnlyMemory<string> texts, Memory<float> destination, CancellationToken cancellationToken)
    {
        Assert.Equal(2 * texts.Length, destination.Length);
        for (var i = 0; i < texts.Length; i++)
        {
            var text = texts.Span[i];
            if (text == FailsOn)
                throw new InvalidOperationException("this text breaks it");

            _timesEmbedded.AddOrUpdate(text, 1, (_, times) => times + 1);
            var (sine, cosine) = Math.SinCos(DegreesOf(text) * Math.PI / 180);
            (destination.Span[2 * i], destination.Span[(2 * i) + 1]) = ((float)cosine, (float)sine);
        }

        return ValueTask.FromResult(default(EmbeddingUsage));
    }
}
