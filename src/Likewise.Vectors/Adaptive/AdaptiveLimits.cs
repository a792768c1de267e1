namespace Likewise.Vectors.Adaptive;

/// <summary>From what size on which layout is the better one, each with the measurement that says so.</summary>
internal static class AdaptiveLimits
{
    /// <summary>
    /// A flat search takes 0.058 µs a vector of 384 dimensions, one of codes 3 µs and 0.2 µs for each thousand (one thread of a
    /// Xeon with AVX-512, <c>docs/performance.md</c>): equal at 50. Up to 256 the flat one stays below 15 µs, a few hundredths of
    /// embedding the prompt, and it misses nothing.
    /// </summary>
    public const int FlatMax = 256;

    /// <summary>
    /// A layout is left again when fewer than one in so many of the vectors that called for it are there, so that a count that
    /// goes up and down across a limit does not move them each time.
    /// </summary>
    public const int Slack = 4;

    /// <summary>
    /// How many rows a move copies under one taking of the lock: about 100 µs, which is what a change may have to wait.
    /// </summary>
    public const int RowsAtOnce = 64;
}
