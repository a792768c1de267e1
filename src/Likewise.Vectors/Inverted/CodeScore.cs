using Likewise.Vectors.Binary;
using Likewise.Vectors.Storage;

namespace Likewise.Vectors.Inverted;

/// <summary>What the codes alone tell.</summary>
internal readonly struct CodeScore(CodeEstimates estimates) : IRowScore
{
    public Neighbor Of(RowBlock block, int row, int distance) => estimates.Of(block.Key(row), distance);
}
