namespace Likewise;

/// <summary>Looks once at what an embedder made; from then on the vector is trusted.</summary>
internal static class EmbeddingCheck
{
    /// <summary>
    /// How far a vector's length may be from 1. Rounding of 4,096 float32 components stays a hundred times below it; a vector
    /// that was not normalised is far above.
    /// </summary>
    public const double NormTolerance = 1e-3;

    /// <exception cref="ArgumentException">A destination is not as long as n vectors are.</exception>
    public static void Length(int destination, int texts, int dimension)
    {
        if (destination != texts * dimension)
            throw new ArgumentException(
                $"The destination has room for {destination} values; {texts} × {dimension} were expected.", nameof(destination));
    }

    /// <returns>What is wrong with the vector, for people; null when nothing is.</returns>
    public static string? FaultOf(ReadOnlySpan<float> vector)
    {
        double squares = 0;
        foreach (var component in vector)
            squares += (double)component * component;

        if (!double.IsFinite(squares))
            return "the embedder made a vector with a component that is no number";

        var norm = Math.Sqrt(squares);
        return Math.Abs(norm - 1) <= NormTolerance
            ? null
            : $"the embedder made a vector of length {norm:0.####}: length 1 was expected";
    }
}
