using Likewise.Vectors.Storage;

namespace Likewise.Vectors.Inverted;

/// <summary>The store as it was at one moment.</summary>
/// <param name="Table">The rows' table.</param>
/// <param name="Rows">The rows.</param>
/// <param name="Centres">Of the cells; null when there are none.</param>
/// <param name="Lists">Those of cells, then those of the tail. They do not change any more.</param>
/// <param name="LastNumber">The last list of the tail was given this number.</param>
internal sealed record FrozenStore(
    RowTable Table, FrozenRows Rows, CellCentres? Centres, IReadOnlyList<CodeList> Lists, int LastNumber);
