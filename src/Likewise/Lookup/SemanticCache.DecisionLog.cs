namespace Likewise;

public sealed partial class SemanticCache
{
    /// <summary>
    /// Takes down in the decision log, and nowhere else, what a lookup was about, of labelled data: an answer is right for it
    /// that was stored after a lookup of the same label.
    /// </summary>
    /// <param name="result">What the lookup found.</param>
    /// <param name="label">The label: an intent, a topic, a cluster of duplicates.</param>
    /// <remarks>Nothing is learned of it. Only a digest of the label is written.</remarks>
    public void LogLabel(LookupResult result, string label)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(label);
        if (result.LogNumber > 0)
            _journal?.AddLabel(result.LogNumber, label);
    }
}
