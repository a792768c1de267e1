using Likewise.Evaluation;

namespace Likewise.Cli;

/// <summary>The JSON of <c>train</c>.</summary>
/// <param name="Model">The model's own name.</param>
/// <param name="Learnt">Sets that were learnt from; each pair is judged by a model that was learnt without it.</param>
/// <param name="Tested">Sets that were only tested on.</param>
internal sealed record TrainShown(
    string Model, string Embedder, int Trees, IReadOnlyList<TrainSetShown> Learnt, IReadOnlyList<TrainSetShown> Tested,
    double ElapsedS)
{
    public static TrainShown Of(VerdictReport report) => new(
        report.Model.Name, report.Model.Embedder, report.Options.Trees, [.. report.Learnt.Select(TrainSetShown.Of)],
        [.. report.Tested.Select(TrainSetShown.Of)], report.Elapsed.TotalSeconds);
}
