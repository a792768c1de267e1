namespace Likewise.Vectors.Storage;

/// <summary>What there is to know of a table's rows beside the rows.</summary>
/// <param name="UsedSlots">The rows from here on were never written.</param>
/// <param name="FirstDead">Where the chain of dead rows begins; -1 when there is none.</param>
/// <param name="Count">How many rows are live.</param>
/// <param name="Map">The map from keys to slots.</param>
internal readonly record struct RowTableState(int UsedSlots, int FirstDead, int Count, SlotMapShape Map);
