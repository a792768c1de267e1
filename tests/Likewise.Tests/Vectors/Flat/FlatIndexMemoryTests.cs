using Likewise.Vectors;

namespace Likewise.Tests.Vectors.Flat;

public sealed class FlatIndexMemoryTests : IndexMemoryTests
{
    private protected override long RowBytes => Dimension * sizeof(float);

    private protected override VectorIndex Create() => new FlatIndex(Dimension);
}
