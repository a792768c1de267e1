namespace Likewise.Vectors.Forms;

/// <summary>A query in every form that rows are scored against.</summary>
internal readonly ref struct ScoredQuery
{
    /// <param name="vector">Shape [dimension].</param>
    /// <param name="scale">1 divided by its length.</param>
    /// <param name="codes">Filled with the vector in bytes; empty when no row is kept so.</param>
    public ScoredQuery(ReadOnlySpan<float> vector, float scale, Span<sbyte> codes)
    {
        Vector = vector;
        Scale = scale;
        Codes = codes;
        CodeScale = codes.IsEmpty ? 0 : Int8Quantizer.Quantize(vector, codes) * scale;
    }

    public ReadOnlySpan<float> Vector { get; }

    public float Scale { get; }

    public ReadOnlySpan<sbyte> Codes { get; }

    public float CodeScale { get; }
}
