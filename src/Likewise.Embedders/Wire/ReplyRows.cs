namespace Likewise.Embedders;

/// <summary>
/// Where a reply's vectors go: each text's row is filled once, in whatever order they come, and checked and brought to length 1
/// when it is full.
/// </summary>
/// <param name="destination">Shape [rows × dimension]; for a dimension not known yet, room for one row of any.</param>
/// <param name="rows">How many texts were sent.</param>
/// <param name="dimension">Components of a vector; 0 takes that of the first.</param>
internal sealed class ReplyRows(Memory<float> destination, int rows, int dimension)
{
    private readonly bool[] _filled = new bool[rows];
    private int _count;

    public int Rows => rows;

    /// <summary>Components of a vector; 0 before the first where it was not known.</summary>
    public int Dimension { get; private set; } = dimension;

    /// <summary>The room for a text's vector, which must not have come before.</summary>
    public Span<float> Open(int row)
    {
        if ((uint)row >= (uint)rows)
            throw new BadReplyException($"there is a vector {row}, and {rows} were asked for");
        if (_filled[row])
            throw new BadReplyException($"there are two vectors {row}");

        return Dimension == 0 ? destination.Span : destination.Span.Slice(row * Dimension, Dimension);
    }

    /// <param name="row">The row that was written.</param>
    /// <param name="components">How many the reply has, those included for which there was no room.</param>
    public void Close(int row, int components)
    {
        var (least, most) = Dimension == 0 ? (1, destination.Length) : (Dimension, Dimension);
        if (components < least || components > most)
        {
            throw new BadReplyException(least == most
                ? $"vector {row} has {components} components, and {most} were expected"
                : $"vector {row} has {components} components, and {least} to {most} were expected");
        }

        Dimension = components;
        if (UnitVector.Scale(destination.Span.Slice(row * Dimension, Dimension)) is { } fault)
            throw new BadReplyException($"vector {row} {fault}");

        _filled[row] = true;
        _count++;
    }

    public void RequireAll()
    {
        if (_count < rows)
            throw new BadReplyException(
                $"{_count} vectors came for {rows} texts; vector {Array.IndexOf(_filled, false)} is missing");
    }
}
