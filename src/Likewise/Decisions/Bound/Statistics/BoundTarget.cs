namespace Likewise;

/// <summary>What is to hold.</summary>
/// <param name="WrongShareMax">At most this share of what is served may be wrong; in (0, 1).</param>
/// <param name="Risk">How likely that may fail; in (0, 1): 1 less the confidence.</param>
internal readonly record struct BoundTarget(double WrongShareMax, double Risk);
