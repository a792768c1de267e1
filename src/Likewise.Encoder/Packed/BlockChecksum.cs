using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Likewise.Encoder;

/// <summary>
/// CRC-32C of blocks of bytes, and of a body: that of its blocks' checksums. Four blocks run side by side, since each step of one
/// waits for the step before. It finds accidents; it keeps nobody out.
/// </summary>
internal static class BlockChecksum
{
    public const int BlockBytes = 1 << 16;

    /// <summary>Blocks that are taken at once.</summary>
    public const int Abreast = 4;

    private const uint Start = uint.MaxValue;

    /// <summary>The checksum of a body without blocks.</summary>
    public static uint Empty => Start;

    /// <summary>The checksum of a body with one block more.</summary>
    public static uint Append(uint body, uint block) => BitOperations.Crc32C(body, block);

    /// <param name="block">Whole words of eight bytes.</param>
    public static uint Of(ReadOnlySpan<byte> block)
    {
        Debug.Assert(block.Length % sizeof(ulong) == 0);
        var sum = Start;
        foreach (var word in MemoryMarshal.Cast<byte, ulong>(block))
            sum = BitOperations.Crc32C(sum, word);
        return sum;
    }

    /// <summary>The checksum of a body with <see cref="Abreast"/> whole blocks more.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static uint AppendFour(uint body, ReadOnlySpan<byte> blocks)
    {
        const int Words = BlockBytes / sizeof(ulong);
        var words = MemoryMarshal.Cast<byte, ulong>(blocks)[..(Abreast * Words)];
        var (a, b, c, d) = (Start, Start, Start, Start);
        for (var i = 0; i < Words; i++)
        {
            a = BitOperations.Crc32C(a, words[i]);
            b = BitOperations.Crc32C(b, words[i + Words]);
            c = BitOperations.Crc32C(c, words[i + 2 * Words]);
            d = BitOperations.Crc32C(d, words[i + 3 * Words]);
        }
        return Append(Append(Append(Append(body, a), b), c), d);
    }
}
