namespace Likewise;

/// <summary>
/// Which requests are answered from the cache, where only a share of them is. The same words are always treated alike, in every
/// process.
/// </summary>
/// <remarks>
/// What is drawn is a hash of the exact key, which has nothing to do with what the prompt is like to others: so what is
/// withheld is a fair sample of prompts. Popular prompts are in it or out of it as a whole.
/// </remarks>
internal sealed class CanaryDraw(double share)
{
    public bool Withholds(in ExactKey key)
    {
        if (share >= 1)
            return false;

        // Both are uniform already; scopes must not all draw the same prompts. The multiplier is SplitMix64's.
        var mixed = (key.Fingerprint.Prefix ^ (key.Scope.Prefix * 0x9E3779B97F4A7C15)) * 0xBF58476D1CE4E5B9;
        return (mixed >> 11) * (1.0 / (1L << 53)) >= share;
    }
}
