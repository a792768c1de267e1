using System.Runtime.InteropServices;

namespace Likewise.Vectors.Snapshots;

/// <summary>
/// What decides how the bytes of a row are to be read, beside the dimension: rows of different forms cannot be compared.
/// </summary>
/// <param name="Storage">In what form vectors are kept.</param>
/// <param name="CodeBits">Bits of a code; 0 where there are no codes.</param>
/// <param name="Seed">The encoder's rotation; 0 where there are no codes.</param>
/// <param name="Books">Lower half of the hash of a product quantiser's codebooks; 0 where there are none.</param>
[StructLayout(LayoutKind.Sequential, Pack = 4, Size = 16)]
internal readonly record struct RowForm(VectorStorage Storage, int CodeBits = 0, int Seed = 0, int Books = 0)
{
    /// <summary>Of rows whose vectors an encoder writes.</summary>
    public static RowForm Of(VectorStorage storage, SignEncoder encoder) => new(storage, encoder.CodeBits, encoder.Seed);

    /// <summary>The number from which a history goes out that begins with nothing.</summary>
    public ulong Hash
    {
        get
        {
            ReadOnlySpan<int> words = [(int)Storage, CodeBits, Seed, Books];
            return LaneHash.Compute(MemoryMarshal.AsBytes(words));
        }
    }

    /// <exception cref="ArgumentException">There is no such encoder.</exception>
    public SignEncoder Encoder(int dimension) => new(dimension, CodeBits, Seed);

    public override string ToString() =>
        CodeBits == 0 ? $"{Storage}" : FormattableString.Invariant($"{Storage} and {CodeBits} bits of seed {Seed}");
}
