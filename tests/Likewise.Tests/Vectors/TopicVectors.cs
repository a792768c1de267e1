namespace Likewise.Tests.Vectors;

/// <summary>
/// Vectors that lie as prompts do: in topics of very different sizes, of cosine 0.55 within a topic, one in five a rewording of
/// another (0.90, give or take 0.03).
/// </summary>
internal sealed class TopicVectors(int seed, int topics, int dimension)
{
    private readonly RandomVectors _random = new(seed);
    private readonly Random _choice = new(seed);
    private readonly float[][] _centres = new RandomVectors(seed + 1).Next(topics, dimension);

    public float[][] Next(int count)
    {
        var rows = new List<float[]>(count);
        while (rows.Count < count)
            rows.Add(rows.Count > 0 && _choice.Next(5) == 0 ? Rewording(rows[_choice.Next(rows.Count)]) : Novel());
        return [.. rows];
    }

    /// <summary>Of a topic that is there already, like no row in particular.</summary>
    public float[] Novel()
    {
        // The product of three uniform numbers makes few topics large and most of them small.
        var topic = (int)(_centres.Length * _choice.NextDouble() * _choice.NextDouble() * _choice.NextDouble());
        return _random.NextAt(Math.Sqrt(0.55), _centres[topic]);
    }

    public float[] Rewording(float[] of) =>
        _random.NextAt(Math.Clamp(0.90 + (0.03 * Deviation()), 0.8, 1), of);

    /// <summary>Near enough to a standard normal number.</summary>
    private double Deviation() => Enumerable.Range(0, 12).Sum(_ => _choice.NextDouble()) - 6;
}
