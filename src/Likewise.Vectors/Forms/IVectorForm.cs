namespace Likewise.Vectors.Forms;

/// <summary>A form in which rows keep their vectors, bound at compile time, and how a query is scored against it.</summary>
/// <remarks>A row is some numbers and one scale to multiply them with, which a form may leave to be worked out.</remarks>
internal interface IVectorForm
{
    /// <summary>Whether there are vectors at all; if not, only writing does anything, and that nothing.</summary>
    static virtual bool IsKept => true;

    /// <summary>Whether rows have scales of their own; otherwise every scale is 1.</summary>
    static abstract bool HasScale { get; }

    /// <summary>Bytes for a row, its scale not counted.</summary>
    static abstract int RowBytes(int dimension);

    /// <summary>Writes a vector times a scale, which makes its length 1.</summary>
    /// <returns>The row's scale.</returns>
    static abstract float Write(ReadOnlySpan<float> vector, float scale, Span<byte> row);

    /// <summary>Reads a vector: of length 1, or as near as the form comes.</summary>
    static abstract void Read(ReadOnlySpan<byte> row, float scale, Span<float> vector);

    /// <summary>What <see cref="Write"/> returned, from the row alone.</summary>
    static abstract float ScaleOf(ReadOnlySpan<byte> row);

    /// <summary>The cosine of a row and the query, but for the row's scale.</summary>
    static abstract float Product(ReadOnlySpan<byte> row, in ScoredQuery query);

    /// <summary>The same for rows that lie one after the other.</summary>
    static abstract void Products(ReadOnlySpan<byte> rows, in ScoredQuery query, Span<float> products);
}
