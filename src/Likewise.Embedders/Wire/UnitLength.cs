namespace Likewise.Embedders;

/// <summary>Brings vectors to length 1.</summary>
internal static class UnitLength
{
    /// <summary>Scales a vector to length 1.</summary>
    /// <returns>What is wrong with it, to follow its name; null when it was scaled.</returns>
    public static string? Bring(Span<float> vector)
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
