namespace Likewise.Vectors.Binary;

/// <summary>In how many bits codes may differ while their vectors are still as similar as asked.</summary>
/// <remarks>
/// Vectors at an angle θ differ in each bit with probability q = θ/π. By Chernoff's bound, a share x &gt; q or more of
/// independent bits differs with probability at most exp(−bits · KL(x‖q)), where KL is the divergence of the two shares in nats;
/// orthonormal directions vary less. Turned round: the greatest number of bits for which that is not yet below
/// <see cref="MissProbability"/>.
/// </remarks>
internal static class HammingBound
{
    /// <summary>
    /// How often, at most, a vector just as similar as asked is passed over for its whole code; its front half counts again.
    /// </summary>
    public const double MissProbability = 1e-5;

    /// <summary>Room for rounding: a vector and itself, stored and scaled, may differ in a bit that is next to nothing.</summary>
    private const double CosineMax = 1 - 1e-6;

    public static int DistanceMax(int bits, double cosine)
    {
        var share = Math.Acos(Math.Clamp(cosine, -1, CosineMax)) / Math.PI;
        var divergenceMax = -Math.Log(MissProbability) / bits;

        // Between low, which is let pass, and high, which is not.
        var (low, high) = ((int)(bits * share), bits + 1);
        while (high - low > 1)
        {
            var middle = (low + high) / 2;
            if (Divergence((double)middle / bits, share) < divergenceMax)
                low = middle;
            else
                high = middle;
        }

        return low;
    }

    private static double Divergence(double x, double q) =>
        x >= 1 ? -Math.Log(q) : (x * Math.Log(x / q)) + ((1 - x) * Math.Log((1 - x) / (1 - q)));
}
