namespace Likewise.Encoder;

/// <summary>What the feed-forward layer bends its input with.</summary>
internal enum Activation
{
    /// <summary>x Φ(x), with the exact normal distribution function.</summary>
    Gelu,

    /// <summary>x Φ(x) to a few digits: for what is rounded to bytes next.</summary>
    GeluNear,

    /// <summary>x Φ(x), with the hyperbolic tangent in place of Φ.</summary>
    GeluTanh,

    /// <summary>max(x, 0).</summary>
    Relu,
}
