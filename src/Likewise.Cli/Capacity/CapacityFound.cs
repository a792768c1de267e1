using Likewise.Vectors;

namespace Likewise.Cli;

/// <summary>The JSON of <c>capacity</c>.</summary>
internal sealed record CapacityFound(
    long Entries, int Dim, IReadOnlyList<LayoutFound> Layouts, long PayloadBytes, long StoreBytes,
    LayoutChosen Recommendation, LayoutChosen RecommendationInThisVersion);

/// <summary>The memory of one layout, in bytes.</summary>
/// <param name="Available">Whether this version has an index of this layout.</param>
/// <param name="Estimated">Whether a similarity is an estimate from codes.</param>
/// <param name="ScanBytes">What a search reads in order; null where it does not go over everything.</param>
internal sealed record LayoutFound(
    string Layout, bool Available, bool Estimated, long Bytes, double BytesPerEntry, long? ScanBytes,
    IReadOnlyList<CapacityPart> Parts)
{
    public static LayoutFound Of(CapacityEstimate estimate) => new(
        estimate.Layout.Name, estimate.Layout.IsAvailable, estimate.Layout.IsEstimated, estimate.Bytes,
        estimate.BytesPerEntry, estimate.ScanBytes, estimate.Parts);
}

/// <summary>The layout to take, null where none fits; and why.</summary>
internal sealed record LayoutChosen(string? Layout, string Reason)
{
    public static LayoutChosen Of(CapacityAdvice advice) => new(advice.Estimate?.Layout.Name, advice.Reason);
}
