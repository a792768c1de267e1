using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Likewise.Vectors.Kernels;

/// <summary>
/// Which of 512 codes differ from a query's in few bits, when the codes lie bit by bit: the first bits of all of them in one
/// line, then the second bits, and so on.
/// </summary>
/// <remarks>
/// A register then holds one bit of as many codes as it is wide, and adding up bits is logic: three bits make a sum and a carry
/// (a carry-save adder), as popcounts of long arrays are made (Harley and Seal; Muła, Kurz, Lemire, Faster population counts
/// using AVX2 instructions, 2018). For 512 codes of 128 bits that is some 420 operations of 512 bits, with no table and no
/// multiplication: 0.8 a code, where the nibble table takes 2.5.
/// </remarks>
internal static class SlicedHamming
{
    /// <summary>Codes in a strip.</summary>
    public const int Rows = 512;

    /// <summary>Bits of a code that are looked at.</summary>
    public const int Bits = 128;

    /// <summary>Words of 64 bits in a line: one bit of each code.</summary>
    public const int LineWords = Rows / 64;

    /// <summary>Lines that hold a count of 0 to 128 for each code.</summary>
    public const int Counters = 8;

    private const int BitsAtOnce = 32;

    /// <summary>Marks the codes that differ in few bits.</summary>
    /// <param name="strip">The codes. Shape [128, 8].</param>
    /// <param name="query">For each bit of the query's code all ones or 0. Shape [128].</param>
    /// <param name="max">The most bits that may differ; 0 to 128.</param>
    /// <param name="near">Receives a bit for each code. Shape [8].</param>
    /// <param name="counts">Receives how many bits differ, for <see cref="Count"/>. Shape [8, 8].</param>
    /// <returns>Whether any is marked. If none is, what else was written means nothing.</returns>
    public static bool Near(ref ulong strip, ref ulong query, int max, ref ulong near, ref ulong counts)
    {
        if (Avx512F.IsSupported)
            return Near<Slice512>(ref strip, ref query, max, ref near, ref counts);
        if (Vector256.IsHardwareAccelerated)
            return Near<Slice256>(ref strip, ref query, max, ref near, ref counts);
        return Vector128.IsHardwareAccelerated
            ? Near<Slice128>(ref strip, ref query, max, ref near, ref counts)
            : Near<SliceScalar>(ref strip, ref query, max, ref near, ref counts);
    }

    /// <summary>In how many bits a code differs, from the counts.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Count(ref ulong counts, int row)
    {
        ref var word = ref Unsafe.Add(ref counts, row / 64);
        return Bit(ref word, row, 0) | Bit(ref word, row, 1) | Bit(ref word, row, 2) | Bit(ref word, row, 3)
            | Bit(ref word, row, 4) | Bit(ref word, row, 5) | Bit(ref word, row, 6) | Bit(ref word, row, 7);
    }

    /// <summary>Lists the codes that are marked, in order.</summary>
    /// <param name="near">As <see cref="Near"/> wrote it.</param>
    /// <param name="rows">
    /// Receives their numbers, 0 to 511. Shape [512 + 4]: what lies beyond the count returned is written too.
    /// </param>
    /// <returns>How many.</returns>
    /// <remarks>
    /// Most words have none to three, and which is a matter of chance: four are written whatever there is, so that nothing has to
    /// be guessed (as simdjson lists its quotes and commas; Langdale and Lemire, 2019).
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int List(ref ulong near, ref ushort rows)
    {
        var count = 0;
        for (var word = 0; word < LineWords; word++)
        {
            var left = Unsafe.Add(ref near, word);
            var found = BitOperations.PopCount(left);
            ref var place = ref Unsafe.Add(ref rows, count);
            for (var i = 0; i < found; i += 4)
            {
                Take(ref left, ref Unsafe.Add(ref place, i), word);
                Take(ref left, ref Unsafe.Add(ref place, i + 1), word);
                Take(ref left, ref Unsafe.Add(ref place, i + 2), word);
                Take(ref left, ref Unsafe.Add(ref place, i + 3), word);
            }

            count += found;
        }

        return count;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Take(ref ulong left, ref ushort place, int word)
    {
        place = (ushort)((word * 64) + BitOperations.TrailingZeroCount(left));
        left &= left - 1;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Bit(ref ulong word, int row, int counter) =>
        (int)((Unsafe.Add(ref word, counter * LineWords) >> row) & 1) << counter;

    /// <summary>A query's bits as <see cref="Near"/> takes them.</summary>
    public static void Spread(ReadOnlySpan<ulong> code, Span<ulong> query)
    {
        for (var bit = 0; bit < query.Length; bit += 4)
        {
            var mask = Vector256.Create(1UL, 2, 4, 8) << (bit % 64);
            Vector256.Equals(Vector256.Create(code[bit / 64]) & mask, mask).CopyTo(query[bit..]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool Near<TSlice>(ref ulong strip, ref ulong query, int max, ref ulong near, ref ulong counts)
        where TSlice : struct, ISlice<TSlice>
    {
        Debug.Assert(max is >= 0 and <= Bits);
        var any = false;
        for (nuint word = 0; word < LineWords; word += (nuint)TSlice.Words)
        {
            ref var line = ref Unsafe.Add(ref strip, word);
            TSlice c0 = default, c1 = default, c2 = default, c3 = default, c4 = default;
            TSlice c5 = default, c6 = default, c7 = default;
            for (nuint bit = 0; bit < Bits; bit += BitsAtOnce)
            {
                var sixteens = Add16(ref line, ref query, bit, ref c0, ref c1, ref c2, ref c3);
                var others = Add16(ref line, ref query, bit + 16, ref c0, ref c1, ref c2, ref c3);
                (c4, var carry) = (TSlice.Sum(c4, sixteens, others), TSlice.Majority(c4, sixteens, others));
                (c5, carry) = (TSlice.Xor(c5, carry), TSlice.And(c5, carry));
                (c6, carry) = (TSlice.Xor(c6, carry), TSlice.And(c6, carry));
                c7 = TSlice.Xor(c7, carry);
            }

            var marked = AtMost(max, c0, c1, c2, c3, c4, c5, c6, c7);
            marked.Store(ref near, word);
            if (marked.IsZero)
                continue;

            any = true;
            Store(ref Unsafe.Add(ref counts, word), c0, c1, c2, c3, c4, c5, c6, c7);
        }

        return any;
    }

    /// <summary>Counts sixteen bits.</summary>
    /// <returns>What carries into the sixteens.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TSlice Add16<TSlice>(
        ref ulong line, ref ulong query, nuint bit, ref TSlice c0, ref TSlice c1, ref TSlice c2, ref TSlice c3)
        where TSlice : struct, ISlice<TSlice>
    {
        var one = Add8(ref line, ref query, bit, ref c0, ref c1, ref c2);
        var other = Add8(ref line, ref query, bit + 8, ref c0, ref c1, ref c2);
        return Add(one, other, ref c3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TSlice Add8<TSlice>(
        ref ulong line, ref ulong query, nuint bit, ref TSlice c0, ref TSlice c1, ref TSlice c2)
        where TSlice : struct, ISlice<TSlice>
    {
        var one = Add4(ref line, ref query, bit, ref c0, ref c1);
        var other = Add4(ref line, ref query, bit + 4, ref c0, ref c1);
        return Add(one, other, ref c2);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TSlice Add4<TSlice>(ref ulong line, ref ulong query, nuint bit, ref TSlice c0, ref TSlice c1)
        where TSlice : struct, ISlice<TSlice>
    {
        var one = Add(Differing<TSlice>(ref line, ref query, bit), Differing<TSlice>(ref line, ref query, bit + 1), ref c0);
        var other = Add(Differing<TSlice>(ref line, ref query, bit + 2), Differing<TSlice>(ref line, ref query, bit + 3), ref c0);
        return Add(one, other, ref c1);
    }

    /// <summary>Adds two to a counter and returns what carries over.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TSlice Add<TSlice>(TSlice one, TSlice other, ref TSlice counter)
        where TSlice : struct, ISlice<TSlice>
    {
        var carry = TSlice.Majority(counter, one, other);
        counter = TSlice.Sum(counter, one, other);
        return carry;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TSlice Differing<TSlice>(ref ulong line, ref ulong query, nuint bit)
        where TSlice : struct, ISlice<TSlice> =>
        TSlice.Xor(TSlice.Load(ref line, bit * LineWords), TSlice.Create(Unsafe.Add(ref query, bit)));

    /// <summary>A count is above max when 255 − max added to it carries out of its eight bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TSlice AtMost<TSlice>(
        int max, TSlice c0, TSlice c1, TSlice c2, TSlice c3, TSlice c4, TSlice c5, TSlice c6, TSlice c7)
        where TSlice : struct, ISlice<TSlice>
    {
        var carry = (max & 1) == 0 ? c0 : default;
        carry = Carry(carry, c1, max & 2);
        carry = Carry(carry, c2, max & 4);
        carry = Carry(carry, c3, max & 8);
        carry = Carry(carry, c4, max & 16);
        carry = Carry(carry, c5, max & 32);
        carry = Carry(carry, c6, max & 64);
        carry = Carry(carry, c7, max & 128);
        return TSlice.Xor(carry, TSlice.Create(ulong.MaxValue));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TSlice Carry<TSlice>(TSlice carry, TSlice counter, int maxBit)
        where TSlice : struct, ISlice<TSlice> =>
        maxBit == 0 ? TSlice.Or(carry, counter) : TSlice.And(carry, counter);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<TSlice>(
        ref ulong counts, TSlice c0, TSlice c1, TSlice c2, TSlice c3, TSlice c4, TSlice c5, TSlice c6, TSlice c7)
        where TSlice : struct, ISlice<TSlice>
    {
        c0.Store(ref counts, 0);
        c1.Store(ref counts, LineWords);
        c2.Store(ref counts, 2 * LineWords);
        c3.Store(ref counts, 3 * LineWords);
        c4.Store(ref counts, 4 * LineWords);
        c5.Store(ref counts, 5 * LineWords);
        c6.Store(ref counts, 6 * LineWords);
        c7.Store(ref counts, 7 * LineWords);
    }
}

/// <summary>One bit of as many codes as a register is wide, bound to one instruction set.</summary>
internal interface ISlice<TSelf>
    where TSelf : struct, ISlice<TSelf>
{
    static abstract int Words { get; }

    bool IsZero { get; }

    static abstract TSelf Load(ref ulong source, nuint offset);

    void Store(ref ulong destination, nuint offset);

    static abstract TSelf Create(ulong word);

    static abstract TSelf Xor(TSelf one, TSelf other);

    static abstract TSelf And(TSelf one, TSelf other);

    static abstract TSelf Or(TSelf one, TSelf other);

    /// <summary>Whether an odd number of three is set.</summary>
    static abstract TSelf Sum(TSelf one, TSelf other, TSelf third);

    /// <summary>Whether two or more of three are set.</summary>
    static abstract TSelf Majority(TSelf one, TSelf other, TSelf third);
}
