namespace Likewise.Vectors.Storage;

/// <summary>One thing that a block holds of each of its rows.</summary>
/// <param name="RowBytes">Bytes for a row.</param>
/// <param name="IsSliced">
/// Whether it lies bit by bit: in strips of 512 rows, the first bits of all of them in one line of 64 bytes, then the second
/// bits, and so on. Otherwise row after row.
/// </param>
internal readonly record struct RowColumn(int RowBytes, bool IsSliced = false)
{
    public const int StripRows = 512;

    /// <summary>Bytes for a block of so many rows; a sliced column has whole strips.</summary>
    public int Bytes(int rows) => checked(RowBytes * (IsSliced ? (rows + StripRows - 1) / StripRows * StripRows : rows));
}
