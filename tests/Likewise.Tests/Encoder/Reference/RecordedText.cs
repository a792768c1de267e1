using System.Buffers.Binary;

namespace Likewise.Tests.Encoder.Reference;

/// <summary>One recorded text. The vector is float16: its own error is below 1e-7 of cosine.</summary>
/// <param name="Text">The text.</param>
/// <param name="Ids">Its ids, at most 256.</param>
/// <param name="Vector">Its unit vector, little-endian float16, as base64.</param>
internal sealed record RecordedText(string Text, int[] Ids, string Vector)
{
    public float[] ReadVector()
    {
        var bytes = Convert.FromBase64String(Vector);
        return [.. Enumerable.Range(0, bytes.Length / 2).Select(
            i => (float)BinaryPrimitives.ReadHalfLittleEndian(bytes.AsSpan(2 * i)))];
    }
}
