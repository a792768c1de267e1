namespace Likewise.Cli;

/// <summary>The verbs that measure quality.</summary>
internal static class EvalVerbs
{
    public static VerbGroup Create(Frame frame) => new(
        "eval", "Measures the quality of the cache on your own data.", new EvalStreamVerb(frame), new EvalPairsVerb(frame),
        new EvalQualityVerb(frame), new EvalCalibrateVerb(frame), new EvalReportVerb(frame));
}
