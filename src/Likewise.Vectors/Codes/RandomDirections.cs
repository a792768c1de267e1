namespace Likewise.Vectors.Codes;

/// <summary>Random directions at right angles to each other.</summary>
internal static class RandomDirections
{
    /// <summary>Draws directions of length 1; each run of <paramref name="dimension"/> is orthonormal.</summary>
    public static double[][] Draw(int dimension, int count, Random random)
    {
        var directions = new double[count][];
        for (var i = 0; i < count; i++)
        {
            var others = directions.AsSpan((i / dimension * dimension)..i);
            do
                directions[i] = Normals(dimension, random);
            while (!TryMakeOrthonormal(directions[i], others));
        }

        return directions;
    }

    /// <summary>
    /// Numbers near enough to a normal distribution, each the sum of twelve uniform ones: a logarithm would differ between
    /// machines in its last bit.
    /// </summary>
    private static double[] Normals(int count, Random random)
    {
        var numbers = new double[count];
        for (var i = 0; i < count; i++)
        {
            var sum = -6.0;
            for (var j = 0; j < 12; j++)
                sum += random.NextDouble();
            numbers[i] = sum;
        }

        return numbers;
    }

    /// <summary>
    /// Gram and Schmidt, modified. False for a direction that lies in the span of the others but for its last digits.
    /// </summary>
    private static bool TryMakeOrthonormal(double[] direction, ReadOnlySpan<double[]> others)
    {
        var before = Product(direction, direction);
        foreach (var other in others)
        {
            var share = Product(direction, other);
            for (var i = 0; i < direction.Length; i++)
                direction[i] -= share * other[i];
        }

        var after = Product(direction, direction);
        if (after <= before * 1e-12)
            return false;

        var length = Math.Sqrt(after);
        for (var i = 0; i < direction.Length; i++)
            direction[i] /= length;
        return true;
    }

    /// <summary>Four sums side by side, in a fixed order: quick enough, and the same on every machine.</summary>
    private static double Product(double[] left, double[] right)
    {
        double a = 0, b = 0, c = 0, d = 0;
        var i = 0;
        for (; i + 4 <= left.Length; i += 4)
        {
            a += left[i] * right[i];
            b += left[i + 1] * right[i + 1];
            c += left[i + 2] * right[i + 2];
            d += left[i + 3] * right[i + 3];
        }

        for (; i < left.Length; i++)
            a += left[i] * right[i];
        return a + b + (c + d);
    }
}
