using Likewise.Vectors;

namespace Likewise.Tests.Vectors.Adaptive;

public sealed class AdaptiveIndexMemoryTests : IndexMemoryTests
{
    private protected override long RowBytes => Dimension;

    /// <summary>A strip of codes, and during a move everything twice.</summary>
    private protected override long FirstBytes => 2 * 512 * 128 / 8;

    private protected override VectorIndex Create() => new AdaptiveIndex(new SignEncoder(Dimension));

    private protected override Task SettleAsync(VectorIndex index) => ((AdaptiveIndex)index).Settled;
}
