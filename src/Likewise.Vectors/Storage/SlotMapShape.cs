namespace Likewise.Vectors.Storage;

/// <summary>How the cells of a <see cref="SlotMap"/> are to be read.</summary>
/// <param name="Buckets">How many there are; 0 where the rows' keys are looked through.</param>
/// <param name="SlotBits">How many bits of a cell are its slot + 1.</param>
/// <param name="Count">How many cells are taken.</param>
internal readonly record struct SlotMapShape(uint Buckets, int SlotBits, int Count)
{
    public const int BucketCells = 4;

    /// <summary>How many cells there must be.</summary>
    public long Cells => (long)Buckets * BucketCells;
}
