namespace Likewise.Vectors.Storage;

/// <summary>A row ready to be written: everything that can be worked out before the writers' lock has been.</summary>
internal interface IRow
{
    /// <summary>Fills the columns of a row that is not live.</summary>
    void Write(RowBlock block, int row);
}
