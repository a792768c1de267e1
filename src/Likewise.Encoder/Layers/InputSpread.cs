namespace Likewise.Encoder;

/// <summary>
/// Where the components of a layer's input lie, as far as the weights before it tell: a layer norm's output has its shift as
/// mean and its gain as deviation, and what becomes of those further on can be reckoned. No text is needed to know it. Only
/// precision hangs on it, never what is computed.
/// </summary>
/// <param name="Means">Per component.</param>
/// <param name="Deviations">Per component, not below 0.</param>
internal sealed record InputSpread(float[] Means, float[] Deviations)
{
    /// <summary>Of components of which nothing is known.</summary>
    public static InputSpread Unknown(int inputs) => new(new float[inputs], new float[inputs]);

    /// <summary>Of the output of a layer norm.</summary>
    public static InputSpread AfterNorm(float[] gain, float[] shift) => new(shift, [.. gain.Select(MathF.Abs)]);

    /// <summary>
    /// Of the output of a linear layer and the activation that follows, were the components independent and their sums normal:
    /// with x of mean μ and variance σ², s = √(1 + σ²) and z = μ/s, the mean of x Φ(x) is μ Φ(z) + σ²/s φ(z). All activations
    /// that are known come close to it.
    /// </summary>
    /// <param name="layer">The layer.</param>
    public InputSpread AfterActivation(Dense layer)
    {
        var (weights, bias) = (layer.Weights, layer.Bias);
        var (means, deviations) = (new float[bias.Length], new float[bias.Length]);
        for (var output = 0; output < bias.Length; output++)
        {
            var row = weights.AsSpan(output * Means.Length, Means.Length);
            var (mean, variance) = ((double)bias[output], 0d);
            for (var i = 0; i < row.Length; i++)
            {
                mean += (double)row[i] * Means[i];
                variance += (double)row[i] * row[i] * Deviations[i] * Deviations[i];
            }
            var spread = Math.Sqrt(1 + variance);
            var z = mean / spread;
            var density = Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI);
            // Φ by its logistic approximation, within 1e-2.
            var below = 1 / (1 + Math.Exp(-1.702 * z));
            means[output] = (float)(mean * below + variance / spread * density);
            deviations[output] = (float)(Math.Sqrt(variance) * below);
        }
        return new InputSpread(means, deviations);
    }
}
