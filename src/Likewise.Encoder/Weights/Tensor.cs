namespace Likewise.Encoder;

/// <summary>Where a tensor lies in its file.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its number format.</param>
/// <param name="TypeName">The same as the file writes it.</param>
/// <param name="Shape">Its sizes, outermost first; empty for a single number.</param>
/// <param name="Start">First byte, from the end of the header.</param>
/// <param name="Length">Bytes.</param>
internal sealed record Tensor(string Name, TensorType Type, string TypeName, long[] Shape, long Start, long Length)
{
    /// <summary>The shape for people: <c>[384, 1536]</c>.</summary>
    public string ShapeText => $"[{string.Join(", ", Shape)}]";
}
