namespace Likewise.Vectors.Forms;

/// <summary>No vectors at all: rows are scored by their codes.</summary>
internal readonly struct NoForm : IVectorForm
{
    public static bool IsKept => false;

    public static bool HasScale => false;

    public static int RowBytes(int dimension) => 0;

    public static float Write(ReadOnlySpan<float> vector, float scale, Span<byte> row) => 1;

    public static void Read(ReadOnlySpan<byte> row, float scale, Span<float> vector) => throw NothingKept();

    public static float ScaleOf(ReadOnlySpan<byte> row) => throw NothingKept();

    public static float Product(ReadOnlySpan<byte> row, in ScoredQuery query) => throw NothingKept();

    public static void Products(ReadOnlySpan<byte> rows, in ScoredQuery query, Span<float> products) => throw NothingKept();

    private static InvalidOperationException NothingKept() => new("This index keeps no vectors.");
}
