namespace Likewise.Vectors.Storage;

/// <summary>A row as it was at some moment.</summary>
/// <param name="Key">Its key; the next dead row's slot, if it was dead.</param>
/// <param name="Stamp">Its stamp.</param>
/// <param name="Bytes">Its columns, one after the other; nothing, if it was dead.</param>
internal readonly record struct KeptRow(long Key, ushort Stamp, byte[] Bytes)
{
    /// <summary>A row as it stands, for the one who may write it.</summary>
    public static KeptRow Of(RowBlock block, int row, int rowBytes)
    {
        var bytes = block.IsLive(row) ? new byte[rowBytes] : [];
        if (bytes.Length > 0)
            block.ReadRow(row, bytes);
        return new(block.Key(row), block.Stamp(row), bytes);
    }
}
