namespace Likewise;

/// <summary>Brings vectors to length 1, for those who write embedders.</summary>
public static class UnitVector
{
    /// <summary>Scales a vector to length 1, as <see cref="IEmbedder"/> promises it.</summary>
    /// <param name="vector">Any vector. Scaled in place; left as it is where something is wrong with it.</param>
    /// <returns>What is wrong with it, to follow its name; null when it was scaled.</returns>
    public static string? Scale(Span<float> vector)
    {
        // In double: the squares of the largest float32 fit, and rounding stays far below a float32's.
        double squares = 0;
        foreach (var component in vector)
            squares += (double)component * component;

        if (!double.IsFinite(squares))
            return "has a component that is not a finite number";
        if (squares == 0)
            return "is all zeros: it points nowhere";

        var scale = 1 / Math.Sqrt(squares);
        foreach (ref var component in vector)
            component = (float)(component * scale);
        return null;
    }
}
