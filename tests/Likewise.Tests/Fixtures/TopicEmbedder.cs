using System.Globalization;

namespace Likewise.Tests.Fixtures;

/// <summary>
/// A test's embedder with likeness to order: "reset password ~0.93" has cosine 0.93 with "reset password", and every topic is
/// nearly orthogonal to every other. It fails, hangs or lies when told to.
/// </summary>
internal sealed class TopicEmbedder : IEmbedder
{
    public const int Dimension = 64;

    private int _calls;

    public EmbedderIdentity Identity { get; init; } = new("topics-for-tests", "1", "none", "", Dimension, 0);

    /// <summary>What to do instead of embedding.</summary>
    public Func<Memory<float>, CancellationToken, Task>? Instead { get; set; }

    public int Calls => _calls;

    public async ValueTask<EmbeddingUsage> EmbedAsync(
        ReadOnlyMemory<string> texts, Memory<float> destination, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _calls);
        if (Instead is not null)
            await Instead(destination, cancellationToken);
        else
            for (var row = 0; row < texts.Length; row++)
                Embed(texts.Span[row], destination.Span.Slice(row * Dimension, Dimension));
        return new EmbeddingUsage(texts.Length, 0);
    }

    private static void Embed(string text, Span<float> vector)
    {
        var parts = text.Split('~', 2);
        var cosine = parts.Length == 2 ? double.Parse(parts[1].Split(' ')[0], CultureInfo.InvariantCulture) : 1;
        var topic = Direction(parts[0].Trim());
        var aside = Direction("aside of " + parts[0].Trim());

        // Gram-Schmidt makes the second direction exactly orthogonal, so that the cosine is what was asked for.
        var overlap = Dot(topic, aside);
        for (var index = 0; index < Dimension; index++)
            aside[index] -= overlap * topic[index];
        var length = Math.Sqrt(Dot(aside, aside));
        for (var index = 0; index < Dimension; index++)
            vector[index] = (float)((cosine * topic[index]) + (Math.Sqrt(1 - (cosine * cosine)) * aside[index] / length));
    }

    private static double[] Direction(string name)
    {
        var seed = name.Aggregate(17, (hash, letter) => unchecked((hash * 31) + letter));
        var random = new Random(seed);
        var direction = Enumerable.Range(0, Dimension).Select(_ => random.NextDouble() - 0.5).ToArray();
        var length = Math.Sqrt(Dot(direction, direction));
        return [.. direction.Select(component => component / length)];
    }

    private static double Dot(double[] left, double[] right) => left.Zip(right, (a, b) => a * b).Sum();
}
