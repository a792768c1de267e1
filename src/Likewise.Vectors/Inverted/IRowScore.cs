using Likewise.Vectors.Storage;

namespace Likewise.Vectors.Inverted;

/// <summary>How similar a row is to the query, as far as what is kept of it tells. Bound at compile time.</summary>
internal interface IRowScore
{
    /// <summary>The row's key and its similarity, or an estimate of that.</summary>
    /// <param name="block">Where the row is.</param>
    /// <param name="row">The row.</param>
    /// <param name="distance">In how many bits its code differs from the query's.</param>
    Neighbor Of(RowBlock block, int row, int distance);
}
