namespace Likewise.Evaluation;

/// <summary>What was served by meaning in one part of the cache.</summary>
/// <param name="Name">The namespace.</param>
/// <param name="Hits">Hits by meaning.</param>
/// <param name="Wrong">How many of them were wrong.</param>
public readonly record struct ServedGroup(string Name, int Hits, int Wrong)
{
    /// <summary>The share of the hits that were wrong; null without a hit.</summary>
    public double? WrongShare => Hits == 0 ? null : (double)Wrong / Hits;

    /// <summary>Between which bounds the share would lie on more such prompts; null without a hit.</summary>
    public WilsonInterval? Interval => Hits == 0 ? null : WilsonInterval.Of(Wrong, Hits);

    internal static ServedGroup Of(string name, IEnumerable<StreamDecision> decisions)
    {
        var served = decisions.Where(decision => decision.IsServed).ToArray();
        return new ServedGroup(name, served.Length, served.Count(decision => !decision.IsRight));
    }
}
