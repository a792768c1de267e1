using Likewise.Vectors;

namespace Likewise.Tests.Vectors.Graph;

public sealed class GraphIndexMemoryTests : IndexMemoryTests
{
    private static readonly SignEncoder s_encoder = new(Dimension);

    private protected override long RowBytes =>
        Dimension + (s_encoder.CodeBits / 8) + (4 * sizeof(int) * new GraphIndexOptions().Links);

    /// <summary>The levels above the lowest, of which an index of few vectors may have several by chance.</summary>
    private protected override long FirstBytes => 4 * 8 * 200;

    /// <summary>How many vectors are on the upper levels is left to chance, so the room that these have varies.</summary>
    private protected override long ChurnBytes => 1_500 * 200 / 8;

    private protected override VectorIndex Create() => new GraphIndex(s_encoder);
}
