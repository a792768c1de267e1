namespace Likewise.Tests.Vectors;

/// <summary>Unit vectors in random directions, the same for the same seed, and their cosine in double precision.</summary>
internal sealed class RandomVectors(int seed)
{
    private readonly Random _random = new(seed);

    public float[] Next(int dimension)
    {
        var vector = new float[dimension];
        for (var i = 0; i < dimension; i++)
            vector[i] = (_random.NextSingle() * 2) - 1;
        var length = Math.Sqrt(Cosine.Dot(vector, vector));
        for (var i = 0; i < dimension; i++)
            vector[i] = (float)(vector[i] / length);
        return vector;
    }

    public float[][] Next(int count, int dimension) => [.. Enumerable.Range(0, count).Select(_ => Next(dimension))];

    /// <summary>A vector at a given cosine from another, in a random direction from it.</summary>
    public float[] NextAt(double cosine, float[] from)
    {
        var other = Next(from.Length);
        var along = Cosine.Dot(from, other);
        var across = Math.Sqrt(1 - (along * along));
        var sine = Math.Sqrt(1 - (cosine * cosine));
        return [.. from.Zip(other, (f, o) => (float)((cosine * f) + (sine * (o - (along * f)) / across)))];
    }

    public int NextInt(int end) => _random.Next(end);
}
