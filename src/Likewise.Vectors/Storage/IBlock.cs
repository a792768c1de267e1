namespace Likewise.Vectors.Storage;

/// <summary>
/// A fixed number of rows, as a <see cref="BlockTable{TBlock}"/> fills them. One writer at a time; any number of readers.
/// </summary>
internal interface IBlock<TBlock>
    where TBlock : IBlock<TBlock>
{
    int Rows { get; }

    bool IsLive(int row);

    /// <summary>Fills a row, live or not, with a vector times a scale.</summary>
    void Write(int row, long key, ReadOnlySpan<float> vector, float scale);

    /// <summary>Makes a live row dead. What it held stays until the row is used again.</summary>
    void Erase(int row);

    /// <summary>Copies a live row, bit for bit, into a dead row of a block that no reader sees yet.</summary>
    /// <returns>The row's key.</returns>
    long CopyRow(int row, TBlock destination, int destinationRow);
}
