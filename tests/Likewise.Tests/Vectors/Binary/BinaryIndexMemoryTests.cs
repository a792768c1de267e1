using Likewise.Vectors;

namespace Likewise.Tests.Vectors.Binary;

public sealed class BinaryIndexMemoryTests : IndexMemoryTests
{
    private static readonly SignEncoder s_encoder = new(Dimension);

    private protected override long RowBytes => Dimension + (s_encoder.CodeBits / 8);

    /// <summary>A strip of codes is whole.</summary>
    private protected override long FirstBytes => 512 * 128 / 8;

    private protected override VectorIndex Create() => new BinaryIndex(s_encoder);
}
