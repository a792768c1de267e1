using System.Buffers.Binary;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Likewise.Vectors.Snapshots;

/// <summary>
/// The checksum of snapshots and logs: 64 bits, as fast as memory gives the bytes. It finds accidents; it keeps nobody out.
/// </summary>
/// <remarks>
/// <para>Thirty-two lanes of 64 bits each take every 32nd word of the input. A lane takes a word by <c>x = lane ^ word</c>
/// and then twice <c>x = (x &gt;&gt; 32) * Factor + (x &lt;&lt; 32)</c>, a product of 32 by 32 bits each time. Twice, because
/// once leaves half of the word where a few bits of the lane's next word could undo it.</para>
/// <para>The step is a permutation: the low half of the result gives back the high half of x, since the factor is odd, and with
/// that the high half gives back the low one. So is what <see cref="Finish"/> makes of any one lane. A change within one word,
/// and so any single flipped bit, therefore always changes the hash; other changes pass with a chance of about 2^-64.</para>
/// <para>The definition, with values to check against, is in docs/formats/vectors.md. It must never change.</para>
/// </remarks>
internal static class LaneHash
{
    public const int Lanes = 32;

    /// <summary>What the lanes take at once, in bytes.</summary>
    public const int StripeBytes = Lanes * sizeof(ulong);

    /// <summary>Odd, and with bits set all over.</summary>
    internal const uint Factor = 0x9E3779B1;

    private const ulong Golden = 0x9E3779B97F4A7C15;

    private static readonly ulong[] StartLanes =
        [.. Enumerable.Range(1, Lanes).Select(lane => Mix((ulong)lane * Golden))];

    public static ulong Compute(ReadOnlySpan<byte> bytes)
    {
        Span<ulong> lanes = stackalloc ulong[Lanes];
        Start(lanes);
        var whole = bytes.Length - (bytes.Length % StripeBytes);
        Absorb(lanes, bytes[..whole]);
        return Finish(lanes, bytes[whole..], bytes.Length);
    }

    public static void Start(Span<ulong> lanes) => StartLanes.CopyTo(lanes);

    /// <summary>Takes whole stripes in.</summary>
    public static void Absorb(Span<ulong> lanes, ReadOnlySpan<byte> stripes)
    {
        Debug.Assert(lanes.Length == Lanes && stripes.Length % StripeBytes == 0);
        if (Avx512F.IsSupported && Vector512.IsHardwareAccelerated)
            LaneHash512.Absorb(lanes, stripes);
        else if (Avx2.IsSupported)
            LaneHash256.Absorb(lanes, stripes);
        else if (LaneHash128.IsSupported)
            LaneHash128.Absorb(lanes, stripes);
        else
            LaneHashScalar.Absorb(lanes, stripes);
    }

    /// <summary>Takes in the last bytes, fewer than a stripe, and makes one number of the lanes.</summary>
    public static ulong Finish(Span<ulong> lanes, ReadOnlySpan<byte> rest, long length)
    {
        if (!rest.IsEmpty)
        {
            Span<byte> stripe = stackalloc byte[StripeBytes];
            stripe.Clear();
            rest.CopyTo(stripe);
            Absorb(lanes, stripe);
        }

        var hash = (ulong)length;
        foreach (var lane in lanes)
            hash = Mix(hash ^ lane);
        return hash;
    }

    /// <summary>A permutation of 64 bits in which every bit of the input moves about half of the output.</summary>
    public static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 32)) * 0xD6E8FEB86659FD93;
        value = (value ^ (value >> 29)) * Golden;
        return value ^ (value >> 32);
    }
}

/// <summary>Taking stripes in, bound to one instruction set.</summary>
internal interface ILaneHash
{
    static abstract void Absorb(Span<ulong> lanes, ReadOnlySpan<byte> stripes);
}

/// <summary>The reference: one word after the other.</summary>
internal readonly struct LaneHashScalar : ILaneHash
{
    public static void Absorb(Span<ulong> lanes, ReadOnlySpan<byte> stripes)
    {
        for (var at = 0; at < stripes.Length; at += LaneHash.StripeBytes)
        {
            for (var lane = 0; lane < LaneHash.Lanes; lane++)
            {
                var x = lanes[lane] ^ BinaryPrimitives.ReadUInt64LittleEndian(stripes[(at + (lane * sizeof(ulong)))..]);
                lanes[lane] = Step(Step(x));
            }
        }
    }

    private static ulong Step(ulong x) => ((x >> 32) * LaneHash.Factor) + (x << 32);
}

/// <summary>Eight lanes to a register, four registers side by side, so that none waits for a product.</summary>
internal readonly struct LaneHash512 : ILaneHash
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Absorb(Span<ulong> lanes, ReadOnlySpan<byte> stripes)
    {
        ref var lane = ref MemoryMarshal.GetReference(lanes);
        ref var word = ref Unsafe.As<byte, ulong>(ref MemoryMarshal.GetReference(stripes));
        var end = (nuint)stripes.Length / sizeof(ulong);
        var (a, b) = (Vector512.LoadUnsafe(ref lane), Vector512.LoadUnsafe(ref lane, 8));
        var (c, d) = (Vector512.LoadUnsafe(ref lane, 16), Vector512.LoadUnsafe(ref lane, 24));
        for (nuint i = 0; i < end; i += LaneHash.Lanes)
        {
            a = Take(a ^ Vector512.LoadUnsafe(ref word, i));
            b = Take(b ^ Vector512.LoadUnsafe(ref word, i + 8));
            c = Take(c ^ Vector512.LoadUnsafe(ref word, i + 16));
            d = Take(d ^ Vector512.LoadUnsafe(ref word, i + 24));
        }

        a.StoreUnsafe(ref lane);
        b.StoreUnsafe(ref lane, 8);
        c.StoreUnsafe(ref lane, 16);
        d.StoreUnsafe(ref lane, 24);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<ulong> Take(Vector512<ulong> x) => Step(Step(x));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<ulong> Step(Vector512<ulong> x) =>
        Avx512F.Multiply((x >> 32).AsUInt32(), Vector512.Create(LaneHash.Factor)) + (x << 32);
}

/// <summary>Four lanes to a register, eight registers side by side.</summary>
internal readonly struct LaneHash256 : ILaneHash
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Absorb(Span<ulong> lanes, ReadOnlySpan<byte> stripes)
    {
        ref var lane = ref MemoryMarshal.GetReference(lanes);
        ref var word = ref Unsafe.As<byte, ulong>(ref MemoryMarshal.GetReference(stripes));
        var end = (nuint)stripes.Length / sizeof(ulong);
        var (a, b) = (Vector256.LoadUnsafe(ref lane), Vector256.LoadUnsafe(ref lane, 4));
        var (c, d) = (Vector256.LoadUnsafe(ref lane, 8), Vector256.LoadUnsafe(ref lane, 12));
        var (e, f) = (Vector256.LoadUnsafe(ref lane, 16), Vector256.LoadUnsafe(ref lane, 20));
        var (g, h) = (Vector256.LoadUnsafe(ref lane, 24), Vector256.LoadUnsafe(ref lane, 28));
        for (nuint i = 0; i < end; i += LaneHash.Lanes)
        {
            a = Take(a ^ Vector256.LoadUnsafe(ref word, i));
            b = Take(b ^ Vector256.LoadUnsafe(ref word, i + 4));
            c = Take(c ^ Vector256.LoadUnsafe(ref word, i + 8));
            d = Take(d ^ Vector256.LoadUnsafe(ref word, i + 12));
            e = Take(e ^ Vector256.LoadUnsafe(ref word, i + 16));
            f = Take(f ^ Vector256.LoadUnsafe(ref word, i + 20));
            g = Take(g ^ Vector256.LoadUnsafe(ref word, i + 24));
            h = Take(h ^ Vector256.LoadUnsafe(ref word, i + 28));
        }

        a.StoreUnsafe(ref lane);
        b.StoreUnsafe(ref lane, 4);
        c.StoreUnsafe(ref lane, 8);
        d.StoreUnsafe(ref lane, 12);
        e.StoreUnsafe(ref lane, 16);
        f.StoreUnsafe(ref lane, 20);
        g.StoreUnsafe(ref lane, 24);
        h.StoreUnsafe(ref lane, 28);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ulong> Take(Vector256<ulong> x) => Step(Step(x));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ulong> Step(Vector256<ulong> x) =>
        Avx2.Multiply((x >> 32).AsUInt32(), Vector256.Create(LaneHash.Factor)) + (x << 32);
}

/// <summary>Two lanes to a register; half of the lanes in one pass and half in the next, for want of registers.</summary>
internal readonly struct LaneHash128 : ILaneHash
{
    /// <summary>What both passes find in the first-level cache.</summary>
    private const int PassBytes = 32 * LaneHash.StripeBytes;

    public static bool IsSupported => Sse2.IsSupported || AdvSimd.IsSupported;

    public static void Absorb(Span<ulong> lanes, ReadOnlySpan<byte> stripes)
    {
        ref var lane = ref MemoryMarshal.GetReference(lanes);
        for (; !stripes.IsEmpty; stripes = stripes[Math.Min(PassBytes, stripes.Length)..])
        {
            ref var word = ref Unsafe.As<byte, ulong>(ref MemoryMarshal.GetReference(stripes));
            var end = (nuint)Math.Min(PassBytes, stripes.Length) / sizeof(ulong);
            for (nuint half = 0; half < LaneHash.Lanes; half += LaneHash.Lanes / 2)
                AbsorbHalf(ref Unsafe.Add(ref lane, half), ref word, half, end);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AbsorbHalf(ref ulong lane, ref ulong word, nuint start, nuint end)
    {
        var (a, b) = (Vector128.LoadUnsafe(ref lane), Vector128.LoadUnsafe(ref lane, 2));
        var (c, d) = (Vector128.LoadUnsafe(ref lane, 4), Vector128.LoadUnsafe(ref lane, 6));
        var (e, f) = (Vector128.LoadUnsafe(ref lane, 8), Vector128.LoadUnsafe(ref lane, 10));
        var (g, h) = (Vector128.LoadUnsafe(ref lane, 12), Vector128.LoadUnsafe(ref lane, 14));
        for (var i = start; i < end; i += LaneHash.Lanes)
        {
            a = Take(a ^ Vector128.LoadUnsafe(ref word, i));
            b = Take(b ^ Vector128.LoadUnsafe(ref word, i + 2));
            c = Take(c ^ Vector128.LoadUnsafe(ref word, i + 4));
            d = Take(d ^ Vector128.LoadUnsafe(ref word, i + 6));
            e = Take(e ^ Vector128.LoadUnsafe(ref word, i + 8));
            f = Take(f ^ Vector128.LoadUnsafe(ref word, i + 10));
            g = Take(g ^ Vector128.LoadUnsafe(ref word, i + 12));
            h = Take(h ^ Vector128.LoadUnsafe(ref word, i + 14));
        }

        a.StoreUnsafe(ref lane);
        b.StoreUnsafe(ref lane, 2);
        c.StoreUnsafe(ref lane, 4);
        d.StoreUnsafe(ref lane, 6);
        e.StoreUnsafe(ref lane, 8);
        f.StoreUnsafe(ref lane, 10);
        g.StoreUnsafe(ref lane, 12);
        h.StoreUnsafe(ref lane, 14);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<ulong> Take(Vector128<ulong> x) => Step(Step(x));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<ulong> Step(Vector128<ulong> x) => Multiply(x >> 32) + (x << 32);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<ulong> Multiply(Vector128<ulong> x) => Sse2.IsSupported
        ? Sse2.Multiply(x.AsUInt32(), Vector128.Create(LaneHash.Factor))
        : AdvSimd.MultiplyWideningLower(AdvSimd.ExtractNarrowingLower(x), Vector64.Create(LaneHash.Factor));
}
