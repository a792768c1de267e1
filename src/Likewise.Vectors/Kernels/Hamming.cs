using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Likewise.Vectors.Kernels;

/// <summary>Which codes of a group are near a query's, bound to one instruction set.</summary>
/// <remarks>
/// A group is eight codes, word by word: the first words of all eight, then the second words, and so on, so that one 512-bit
/// register holds one word of each. The front half of the words lies apart from the back half, which is read only when the front
/// leaves one of the eight in the race. The query has the same shape, each word eight times.
/// </remarks>
internal interface IHamming
{
    /// <summary>A mask of the codes that differ little enough from the query: bit i stands for code i.</summary>
    /// <param name="front">Shape [words, 8]; may lie anywhere.</param>
    /// <param name="back">Shape [words, 8].</param>
    /// <param name="query">Shape [2 · words, 8].</param>
    /// <param name="words">Words of 64 bits in each half; 1 to 8.</param>
    /// <param name="frontMax">The most bits that may differ in the front half.</param>
    /// <param name="distanceMax">The most bits that may differ in all.</param>
    static abstract uint Near(ref ulong front, ref ulong back, ref ulong query, int words, int frontMax, int distanceMax);
}

/// <summary>The reference: one code after the other.</summary>
internal readonly struct HammingScalar : IHamming
{
    public static uint Near(ref ulong front, ref ulong back, ref ulong query, int words, int frontMax, int distanceMax)
    {
        var mask = 0u;
        ref var queryBack = ref Unsafe.Add(ref query, words * Hamming.Lanes);
        for (var lane = 0; lane < Hamming.Lanes; lane++)
        {
            var distance = Hamming.Distance(ref front, ref query, words, lane);
            if (distance > frontMax)
                continue;

            if (distance + Hamming.Distance(ref back, ref queryBack, words, lane) <= distanceMax)
                mask |= 1u << lane;
        }

        return mask;
    }
}

/// <summary>All eight codes at once.</summary>
internal readonly struct Hamming512 : IHamming
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Near(ref ulong front, ref ulong back, ref ulong query, int words, int frontMax, int distanceMax)
    {
        var counts = Count(ref front, ref query, words, default);
        var near = AtMost(counts, frontMax);
        if (near == 0)
            return 0;

        counts = Count(ref back, ref Unsafe.Add(ref query, words * Hamming.Lanes), words, counts);
        return near & AtMost(counts, distanceMax);
    }

    // Bytes do not overflow: 16 words of 8 bits each make 128.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<byte> Count(ref ulong codes, ref ulong query, int words, Vector512<byte> counts)
    {
        var table = Vector512.Create(
            Hamming.OnesLow, Hamming.OnesHigh, Hamming.OnesLow, Hamming.OnesHigh,
            Hamming.OnesLow, Hamming.OnesHigh, Hamming.OnesLow, Hamming.OnesHigh).AsByte();
        var low = Vector512.Create((byte)0x0F);
        for (nuint i = 0; i < (nuint)(words * Hamming.Lanes); i += Hamming.Lanes)
        {
            var differing = Vector512.LoadUnsafe(ref codes, i) ^ Vector512.LoadUnsafe(ref query, i);
            counts += Avx512BW.Shuffle(table, differing.AsByte() & low);
            counts += Avx512BW.Shuffle(table, (differing >>> 4).AsByte() & low);
        }

        return counts;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint AtMost(Vector512<byte> counts, int max)
    {
        var sums = Avx512BW.SumAbsoluteDifferences(counts, Vector512<byte>.Zero).AsInt64();
        return (uint)Vector512.LessThanOrEqual(sums, Vector512.Create((long)max)).ExtractMostSignificantBits();
    }
}

/// <summary>Four codes at a time.</summary>
internal readonly struct Hamming256 : IHamming
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Near(ref ulong front, ref ulong back, ref ulong query, int words, int frontMax, int distanceMax)
    {
        var (first, second) = Count(ref front, ref query, words, default, default);
        var near = AtMost(first, frontMax) | (AtMost(second, frontMax) << 4);
        if (near == 0)
            return 0;

        (first, second) = Count(ref back, ref Unsafe.Add(ref query, words * Hamming.Lanes), words, first, second);
        return near & (AtMost(first, distanceMax) | (AtMost(second, distanceMax) << 4));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector256<byte> First, Vector256<byte> Second) Count(
        ref ulong codes, ref ulong query, int words, Vector256<byte> first, Vector256<byte> second)
    {
        for (nuint i = 0; i < (nuint)(words * Hamming.Lanes); i += Hamming.Lanes)
        {
            first = Add(first, Vector256.LoadUnsafe(ref codes, i) ^ Vector256.LoadUnsafe(ref query, i));
            second = Add(second, Vector256.LoadUnsafe(ref codes, i + 4) ^ Vector256.LoadUnsafe(ref query, i + 4));
        }

        return (first, second);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> Add(Vector256<byte> counts, Vector256<ulong> differing)
    {
        var table = Vector256.Create(Hamming.OnesLow, Hamming.OnesHigh, Hamming.OnesLow, Hamming.OnesHigh).AsByte();
        var low = Vector256.Create((byte)0x0F);
        return counts + Avx2.Shuffle(table, differing.AsByte() & low) + Avx2.Shuffle(table, (differing >>> 4).AsByte() & low);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint AtMost(Vector256<byte> counts, int max)
    {
        var sums = Avx2.SumAbsoluteDifferences(counts, Vector256<byte>.Zero).AsInt64();
        return ~Vector256.GreaterThan(sums, Vector256.Create((long)max)).ExtractMostSignificantBits() & 0xF;
    }
}

/// <summary>Two codes at a time, in operations that every machine with 128-bit registers has.</summary>
internal readonly struct Hamming128 : IHamming
{
    private const int Step = 2;

    public static uint Near(ref ulong front, ref ulong back, ref ulong query, int words, int frontMax, int distanceMax)
    {
        var mask = 0u;
        ref var queryBack = ref Unsafe.Add(ref query, words * Hamming.Lanes);
        for (var lane = 0; lane < Hamming.Lanes; lane += Step)
        {
            var counts = Count(ref front, ref query, words, lane, default);
            var near = AtMost(counts, frontMax);
            if (near == 0)
                continue;

            counts = Count(ref back, ref queryBack, words, lane, counts);
            mask |= (near & AtMost(counts, distanceMax)) << lane;
        }

        return mask;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Count(ref ulong codes, ref ulong query, int words, int lane, Vector128<byte> counts)
    {
        var table = Vector128.Create(Hamming.OnesLow, Hamming.OnesHigh).AsByte();
        var low = Vector128.Create((byte)0x0F);
        var end = (nuint)((words * Hamming.Lanes) + lane);
        for (var i = (nuint)lane; i < end; i += Hamming.Lanes)
        {
            var differing = Vector128.LoadUnsafe(ref codes, i) ^ Vector128.LoadUnsafe(ref query, i);
            counts += Vector128.ShuffleNative(table, differing.AsByte() & low);
            counts += Vector128.ShuffleNative(table, (differing >>> 4).AsByte() & low);
        }

        return counts;
    }

    /// <summary>Adds neighbouring bytes, then pairs, then fours: no sum leaves its 16 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint AtMost(Vector128<byte> counts, int max)
    {
        var sums = counts.AsUInt64();
        var bytes = Vector128.Create(0x00FF00FF00FF00FFUL);
        sums = (sums & bytes) + ((sums >>> 8) & bytes);
        sums += sums >>> 16;
        sums += sums >>> 32;
        sums &= Vector128.Create(0xFFFFUL);
        return Vector128.LessThanOrEqual(sums.AsInt64(), Vector128.Create((long)max)).ExtractMostSignificantBits();
    }
}

/// <summary>How many bits of two codes differ.</summary>
internal static class Hamming
{
    /// <summary>Codes in a group.</summary>
    public const int Lanes = 8;

    /// <summary>How many bits of each number from 0 to 7 are set, a byte for each, the first in the lowest place.</summary>
    public const ulong OnesLow = 0x03_02_02_01_02_01_01_00;

    /// <summary>The same for 8 to 15.</summary>
    public const ulong OnesHigh = OnesLow + 0x01_01_01_01_01_01_01_01;

    /// <summary>Over so many words of one code of a group.</summary>
    public static int Distance(ref ulong group, ref ulong query, int words, int lane)
    {
        var distance = 0;
        for (var i = lane; i < words * Lanes; i += Lanes)
            distance += BitOperations.PopCount(Unsafe.Add(ref group, i) ^ Unsafe.Add(ref query, i));
        return distance;
    }

    /// <summary>Gives a code the shape of a query: each word eight times.</summary>
    public static void Spread(ReadOnlySpan<ulong> code, Span<ulong> query)
    {
        for (var word = 0; word < code.Length; word++)
            query.Slice(word * Lanes, Lanes).Fill(code[word]);
    }
}
