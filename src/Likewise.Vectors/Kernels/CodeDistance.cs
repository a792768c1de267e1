using System.Numerics;
using System.Runtime.CompilerServices;

namespace Likewise.Vectors.Kernels;

/// <summary>
/// In how many bits two codes differ, each in one piece: for codes that are met one by one. The runtime counts the bits of a word
/// in one instruction where the machine has it.
/// </summary>
internal static class CodeDistance
{
    /// <param name="one">The first word.</param>
    /// <param name="other">The first word.</param>
    /// <param name="words">Words of 64 bits in each; an even number.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Between(ref ulong one, ref ulong other, int words)
    {
        var distance = Pair(ref one, ref other, 0);
        for (var i = 2; i < words; i += 2)
            distance += Pair(ref one, ref other, i);
        return distance;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Pair(ref ulong one, ref ulong other, int i) =>
        BitOperations.PopCount(Unsafe.Add(ref one, i) ^ Unsafe.Add(ref other, i))
        + BitOperations.PopCount(Unsafe.Add(ref one, i + 1) ^ Unsafe.Add(ref other, i + 1));
}
