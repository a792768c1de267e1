using Likewise.Evaluation;

namespace Likewise.Cli;

/// <summary>The JSON of <c>eval quality</c>: a row an embedder.</summary>
internal sealed record QualityTable(IReadOnlyList<QualityShown> Embedders);

/// <summary>One embedder.</summary>
/// <param name="Name">As it was named on the command line.</param>
internal sealed record QualityShown(
    string Name, string Embedder, int Dimension, int Scored, double? Spearman, int Labelled, double? Auc, double? Ap, int Grouped,
    int Searched, double? RecallAt1, double ElapsedS)
{
    public static QualityShown Of(string name, QualityReport report) => new(
        name, report.Embedder.ToString(), report.Embedder.Dimension, report.Scored, report.Spearman, report.Labelled, report.Auc,
        report.AveragePrecision, report.Grouped, report.Searched, report.RecallAt1, report.Elapsed.TotalSeconds);
}
