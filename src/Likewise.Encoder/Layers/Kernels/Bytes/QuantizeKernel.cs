using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Likewise.Encoder;

/// <summary>
/// Brings a row of numbers to unsigned bytes: value - center ≈ scale × (byte - zero), with a center of the component, scale and
/// zero of the row. A row's bytes depend on nothing beside it, and use all that lies between its least and
/// its greatest value: what comes out of GELU is lopsided, and a scale symmetric about zero would leave half of them unused.
/// A value in parts has several bytes, whose sum is as near to it as one byte is to another value.
/// </summary>
internal static class QuantizeKernel
{
    // Adding 1.5 × 2^23 to a small number leaves it, rounded to an integer, in the low bits of the sum.
    private const float Rounder = 12582912f;

    // A range this narrow is nothing, and the inverse of its scale might be infinite.
    private const float NarrowestRange = 1e-30f;

    /// <param name="row">Finite values.</param>
    /// <param name="inputs">What comes off, and which are in parts.</param>
    /// <param name="destination">Receives the bytes.</param>
    /// <param name="zero">The byte that stands for zero.</param>
    /// <param name="set">The instructions to use. Every set gives the same bytes.</param>
    /// <returns>The scale.</returns>
    public static float Apply(
        ReadOnlySpan<float> row, ByteInputs inputs, Span<byte> destination, out int zero, InstructionSet set)
    {
        if (row.Length != inputs.Count || destination.Length < inputs.Slots)
            throw new UnreachableException("A row was to be brought to bytes that does not fit its layer.");
        return set switch
        {
            InstructionSet.Vector512 => Run<Lanes512, Vector512<float>>(row, inputs, destination, out zero),
            InstructionSet.Vector256 => Run<Lanes256, Vector256<float>>(row, inputs, destination, out zero),
            InstructionSet.Vector128 => Run<Lanes128, Vector128<float>>(row, inputs, destination, out zero),
            _ => Run<LanesScalar, float>(row, inputs, destination, out zero),
        };
    }

    private static float Run<TLanes, TVector>(
        ReadOnlySpan<float> row, ByteInputs inputs, Span<byte> destination, out int zero)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        var whole = row.Length / TLanes.Count * TLanes.Count;
        ref var center = ref MemoryMarshal.GetArrayDataReference(inputs.Centers);
        ref var share = ref MemoryMarshal.GetArrayDataReference(inputs.Shares);
        ref var first = ref MemoryMarshal.GetReference(destination);
        var (low, high) = Range<TLanes, TVector>(row, ref center, ref share, 0, whole);
        if (whole < row.Length)
        {
            var (restLow, restHigh) = Range<LanesScalar, float>(row, ref center, ref share, whole, row.Length);
            (low, high) = (MathF.Min(low, restLow), MathF.Max(high, restHigh));
        }

        var range = high - low;
        var inverse = range >= NarrowestRange ? byte.MaxValue / range : 0;
        zero = (int)MathF.Round(-low * inverse);
        Store<TLanes, TVector>(row, ref center, inverse, zero, ref first, 0, whole);
        if (whole < row.Length) Store<LanesScalar, float>(row, ref center, inverse, zero, ref first, whole, row.Length);
        StoreParts(row, inputs, inverse, zero, destination);
        return range / byte.MaxValue;
    }

    /// <summary>The least and the greatest part, with zero counted among them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static (float Low, float High) Range<TLanes, TVector>(
        ReadOnlySpan<float> row, ref float center, ref float share, int start, int end)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        ref var first = ref MemoryMarshal.GetReference(row);
        var (low, high) = (TLanes.Create(0f), TLanes.Create(0f));
        var (otherLow, otherHigh) = (low, high);
        var i = start;
        for (; i <= end - 2 * TLanes.Count; i += 2 * TLanes.Count)
        {
            // Two at a time: each waits for the one before it.
            var value = PartAt<TLanes, TVector>(ref first, ref center, ref share, (nuint)i);
            var other = PartAt<TLanes, TVector>(ref first, ref center, ref share, (nuint)(i + TLanes.Count));
            (low, high) = (TLanes.Min(low, value), TLanes.Max(high, value));
            (otherLow, otherHigh) = (TLanes.Min(otherLow, other), TLanes.Max(otherHigh, other));
        }
        (low, high) = (TLanes.Min(low, otherLow), TLanes.Max(high, otherHigh));
        for (; i < end; i += TLanes.Count)
        {
            var value = PartAt<TLanes, TVector>(ref first, ref center, ref share, (nuint)i);
            (low, high) = (TLanes.Min(low, value), TLanes.Max(high, value));
        }
        return (-TLanes.Largest(TLanes.Subtract(TLanes.Create(0f), low)), TLanes.Largest(high));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector PartAt<TLanes, TVector>(ref float first, ref float center, ref float share, nuint i)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct =>
        TLanes.Multiply(CenteredAt<TLanes, TVector>(ref first, ref center, i), TLanes.Load(ref share, i));

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Store<TLanes, TVector>(
        ReadOnlySpan<float> row, ref float center, float inverse, int zero, ref byte destination, int start,
        int end)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        ref var first = ref MemoryMarshal.GetReference(row);
        var (scale, offset, rounder) = (TLanes.Create(inverse), TLanes.Create(zero), TLanes.Create(Rounder));
        var (bottom, top) = (TLanes.Create(0f), TLanes.Create(byte.MaxValue));
        for (var i = start; i < end; i += TLanes.Count)
        {
            // Multiplied and added apart: a fused step would round otherwise than a machine that has none.
            var value = TLanes.Multiply(CenteredAt<TLanes, TVector>(ref first, ref center, (nuint)i), scale);
            value = TLanes.Min(TLanes.Max(TLanes.Add(value, offset), bottom), top);
            TLanes.StoreLowBytes(TLanes.Add(value, rounder), ref destination, (nuint)i);
        }
    }

    /// <summary>Overwrites what values in parts have got so far, without branches: no two values follow one another.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void StoreParts(ReadOnlySpan<float> row, ByteInputs inputs, float inverse, int zero, Span<byte> destination)
    {
        foreach (ref readonly var split in inputs.Split.AsSpan())
        {
            // Zero is in every part.
            var value = (row[split.Input] - inputs.Centers[split.Input]) * inverse;
            var whole = Math.Clamp((int)MathF.Round(value) + zero * split.Parts, 0, byte.MaxValue * split.Parts);
            var (lesser, count) = split.DivideByte(whole);
            destination[split.Input] = (byte)lesser;
            var further = destination.Slice(split.Slot, split.Parts - 1);
            for (var i = 0; i < further.Length; i++)
                further[i] = (byte)(lesser + SplitInput.IsGreater(i + 1, count));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector CenteredAt<TLanes, TVector>(ref float first, ref float center, nuint i)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct =>
        TLanes.Subtract(TLanes.Load(ref first, i), TLanes.Load(ref center, i));
}
