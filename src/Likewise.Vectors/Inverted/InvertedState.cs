using Likewise.Vectors.Storage;

namespace Likewise.Vectors.Inverted;

/// <summary>What a search takes at its start, once.</summary>
/// <remarks>
/// The arrays never grow or shrink, but a list in them may be replaced by another of the same rows. Whoever moves a row adds it
/// to its new list, before it leaves the old one by a new state: so a search finds it, whichever state it took, as long as it
/// reads the tail first. Until then a closed list names rows that are elsewhere, or gone: whoever takes lists for what there is,
/// a snapshot or a table of other slots, goes by the rows' places (<see cref="InvertedStore"/>, Remaining).
/// </remarks>
/// <param name="Table">The rows. They keep their slots; a table with others is a state of its own.</param>
/// <param name="Cells">The cells; none as long as there are few rows.</param>
/// <param name="Tail">Rows that are in no cell.</param>
internal sealed record InvertedState(RowTable Table, Cells? Cells, CodeList[] Tail);

/// <summary>Cells: their middles, and the rows in each.</summary>
internal sealed class Cells(CellCentres centres)
{
    public CellCentres Centres { get; } = centres;

    /// <summary>A list for each cell that has any rows.</summary>
    public CodeList?[] Lists { get; } = new CodeList?[centres.Count];
}
