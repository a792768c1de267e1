namespace Likewise.Evaluation;

/// <summary>What one way of deciding made of a stream.</summary>
/// <param name="Setting">The threshold, or the share that was to be wrong at most.</param>
/// <param name="Requests">Prompts that were asked.</param>
/// <param name="Hits">How many of them were hits.</param>
/// <param name="Wrong">How many of the hits were wrong.</param>
internal readonly record struct PolicyPoint(double Setting, int Requests, int Hits, int Wrong)
{
    /// <summary>Share of the requests that were hits.</summary>
    public double HitRate => (double)Hits / Requests;

    /// <summary>Share of the hits that were wrong; null without a hit.</summary>
    public double? WrongShare => Hits == 0 ? null : (double)Wrong / Hits;

    public static PolicyPoint Of(double setting, StreamReport report) =>
        new(setting, report.Requests, report.Hits, report.Wrong);
}
