using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Likewise.Vectors.Kernels;

/// <summary>Which codes of several strips are nearest to a query's by their whole code, when all of it lies bit by bit.</summary>
/// <remarks>
/// A strip holds the first 128 bits of 512 codes as <see cref="SlicedHamming"/> reads them, then the next 128 bits, and so on.
/// The counts of all parts are added up where they lie, and the nearest are selected from the highest bit of the counts down:
/// those without it are nearer than those with it. So no code is looked at alone.
/// </remarks>
internal static class SlicedNearest
{
    /// <summary>Words of one part of a strip.</summary>
    public const int PartWords = SlicedHamming.Bits * SlicedHamming.LineWords;

    /// <summary>Lines that hold a count of 0 to 1,024 for each code.</summary>
    private const int Counters = 11;

    /// <summary>How many words of room strips need.</summary>
    public static int RoomWords(int strips) => strips * (Counters + 3) * SlicedHamming.LineWords;

    /// <summary>Lists the nearest codes.</summary>
    /// <param name="strips">The codes. Shape [strips, parts, 128, 8].</param>
    /// <param name="query">As <see cref="SlicedHamming.Spread"/> writes it. Shape [parts · 128].</param>
    /// <param name="count">Codes there are; the last strip may have room for more.</param>
    /// <param name="room">Room to work in. Shape [<see cref="RoomWords"/>].</param>
    /// <param name="nearest">
    /// Receives their numbers, in order; its length is how many are wanted. Of those that are equally far the first are taken.
    /// </param>
    /// <returns>How many were written.</returns>
    public static int List(
        ref ulong strips, ReadOnlySpan<ulong> query, int count, Span<ulong> room, Span<int> nearest)
    {
        if (Avx512F.IsSupported)
            return List<Slice512>(ref strips, query, count, room, nearest);
        if (Vector256.IsHardwareAccelerated)
            return List<Slice256>(ref strips, query, count, room, nearest);
        return Vector128.IsHardwareAccelerated
            ? List<Slice128>(ref strips, query, count, room, nearest)
            : List<SliceScalar>(ref strips, query, count, room, nearest);
    }

    public static int List<TSlice>(
        ref ulong strips, ReadOnlySpan<ulong> query, int count, Span<ulong> room, Span<int> nearest)
        where TSlice : struct, ISlice<TSlice>
    {
        var parts = query.Length / SlicedHamming.Bits;
        var words = (count + SlicedHamming.Rows - 1) / SlicedHamming.Rows * SlicedHamming.LineWords;
        Debug.Assert(parts is >= 1 and <= 8 && count > 0 && room.Length >= words * (Counters + 3));
        var counters = SlicedHamming.Counters + BitOperations.Log2((uint)parts + 1); // 128 · parts fits.
        room.Slice(SlicedHamming.Counters * words, (counters - SlicedHamming.Counters) * words).Clear();
        Sum<TSlice>(ref strips, query, words, parts, counters, ref room[0]);

        var alive = room.Slice(Counters * words, words);
        var taken = room.Slice((Counters + 1) * words, words);
        var zeros = room.Slice((Counters + 2) * words, words);
        Live(alive, count);
        taken.Clear();
        var wanted = Math.Min(nearest.Length, count);
        Select(room[..(counters * words)], alive, taken, zeros, ref wanted);
        return Read(alive, taken, wanted, nearest);
    }

    /// <summary>Marks the codes that there are.</summary>
    private static void Live(Span<ulong> alive, int count)
    {
        alive.Fill(ulong.MaxValue);
        alive[((count + 63) / 64)..].Clear();
        if (count % 64 != 0)
            alive[count / 64] = (1UL << (count % 64)) - 1;
    }

    /// <summary>Counts differing bits. Receives the lowest bits of all counts, then the next ones, and so on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Sum<TSlice>(
        ref ulong strips, ReadOnlySpan<ulong> query, int words, int parts, int counters, ref ulong sums)
        where TSlice : struct, ISlice<TSlice>
    {
        Span<ulong> near = stackalloc ulong[SlicedHamming.LineWords];
        Span<ulong> counts = stackalloc ulong[SlicedHamming.Counters * SlicedHamming.LineWords];
        ref var part = ref strips;
        for (var first = 0; first < words; first += SlicedHamming.LineWords)
        {
            for (var i = 0; i < parts; i++)
            {
                ref var bits = ref Unsafe.AsRef(in query[i * SlicedHamming.Bits]);
                SlicedHamming.Near<TSlice>(ref part, ref bits, SlicedHamming.Bits, ref near[0], ref counts[0]);
                part = ref Unsafe.Add(ref part, PartWords);
                for (nuint word = 0; word < SlicedHamming.LineWords; word += (nuint)TSlice.Words)
                    Add<TSlice>(ref Unsafe.Add(ref sums, first), (nuint)words, ref counts[0], word, i == 0 ? 0 : counters);
            }
        }
    }

    /// <summary>Adds eight bits of counts to sums; to no sums at all, they are the sums.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add<TSlice>(ref ulong sums, nuint lineWords, ref ulong counts, nuint word, int counters)
        where TSlice : struct, ISlice<TSlice>
    {
        TSlice carry = default;
        for (nuint bit = 0; bit < SlicedHamming.Counters; bit++)
        {
            var one = TSlice.Load(ref counts, (bit * SlicedHamming.LineWords) + word);
            if (counters > 0)
            {
                var other = TSlice.Load(ref sums, (bit * lineWords) + word);
                (one, carry) = (TSlice.Sum(one, other, carry), TSlice.Majority(one, other, carry));
            }

            one.Store(ref sums, (bit * lineWords) + word);
        }

        for (nuint bit = SlicedHamming.Counters; bit < (nuint)counters; bit++)
        {
            var other = TSlice.Load(ref sums, (bit * lineWords) + word);
            TSlice.Xor(other, carry).Store(ref sums, (bit * lineWords) + word);
            carry = TSlice.And(other, carry);
        }
    }

    /// <summary>Takes what is nearer than the farthest that is wanted; of what is alive then, all are equally far.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Select(
        ReadOnlySpan<ulong> sums, Span<ulong> alive, Span<ulong> taken, Span<ulong> zeros, ref int wanted)
    {
        var words = alive.Length;
        for (var line = sums.Length - words; line >= 0; line -= words)
        {
            var found = 0;
            for (var word = 0; word < words; word++)
            {
                var without = alive[word] & ~sums[line + word];
                zeros[word] = without;
                found += BitOperations.PopCount(without);
            }

            if (found > wanted)
            {
                zeros.CopyTo(alive);
                continue;
            }

            wanted -= found;
            for (var word = 0; word < words; word++)
            {
                taken[word] |= zeros[word];
                alive[word] ^= zeros[word];
            }
        }
    }

    private static int Read(ReadOnlySpan<ulong> alive, ReadOnlySpan<ulong> taken, int wanted, Span<int> nearest)
    {
        var count = 0;
        for (var word = 0; word < alive.Length; word++)
        {
            var left = taken[word];
            for (var equal = alive[word]; equal != 0 && wanted > 0; equal &= equal - 1, wanted--)
                left |= equal & ~(equal - 1);
            for (; left != 0; left &= left - 1)
                nearest[count++] = (word * 64) + BitOperations.TrailingZeroCount(left);
        }

        return count;
    }
}
