using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Likewise.Encoder;

/// <summary>
/// One head of attention over one text. Queries lie across a register, a block of as many as it has lanes: keys and values are
/// read where they are, one number for all lanes, and the softmax runs down the lanes, without a sum across any. Each query's
/// result is summed in one order, whatever is beside it.
/// </summary>
internal static partial class AttentionKernel
{
    // Rows of scores, and components of the result, that are summed at once: a register each.
    private const int Tall = 8;

    // From here on keys and values are brought together first: a row is some 5 KB from the next, and so many pages are more than
    // a processor keeps the addresses of at hand.
    private const int ManyTokens = 48;

    /// <summary>
    /// Floats of scratch that a text needs: a block of queries and its result, turned over, their scores, and keys and values.
    /// </summary>
    public static int ScratchLength(int tokens, int width) =>
        (tokens + 2 * width) * Vector512<float>.Count + 2 * tokens * width;

    /// <param name="shape">The sizes.</param>
    /// <param name="projected">
    /// From the head's first component on: queries, scaled, and keys and values, <see cref="AttentionShape.Hidden"/> apart.
    /// </param>
    /// <param name="mixed">Receives the head's result, from its first component on.</param>
    /// <param name="scratch">At least <see cref="ScratchLength"/>.</param>
    /// <param name="set">The instructions to use.</param>
    public static void Apply(
        in AttentionShape shape, ReadOnlySpan<float> projected, Span<float> mixed, Span<float> scratch, InstructionSet set)
    {
        // These lengths are what makes the unchecked reads and writes below sound, so they are checked in every build.
        if (shape.Tokens < 1 || shape.Width > shape.Hidden
            || projected.Length < (shape.Tokens - 1) * shape.Stride + 2 * shape.Hidden + shape.Width
            || mixed.Length < (shape.Tokens - 1) * shape.MixedStride + shape.Width
            || scratch.Length < ScratchLength(shape.Tokens, shape.Width))
            throw new UnreachableException("Attention was asked for whose operands are too short.");

        switch (set)
        {
            case InstructionSet.Vector512: Run<Lanes512, Vector512<float>>(shape, projected, mixed, scratch); break;
            case InstructionSet.Vector256: Run<Lanes256, Vector256<float>>(shape, projected, mixed, scratch); break;
            case InstructionSet.Vector128: Run<Lanes128, Vector128<float>>(shape, projected, mixed, scratch); break;
            default: Run<LanesScalar, float>(shape, projected, mixed, scratch); break;
        }
    }

    /// <summary>Each block: 1. turn its queries over; 2. weigh every key; 3. mix the values; 4. turn the result back.</summary>
    private static void Run<TLanes, TVector>(
        in AttentionShape shape, ReadOnlySpan<float> projected, Span<float> mixed, Span<float> scratch)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        var lanes = TLanes.Count;
        ref var queries = ref MemoryMarshal.GetReference(projected);
        ref var keys = ref Unsafe.Add(ref queries, shape.Hidden);
        ref var values = ref Unsafe.Add(ref keys, shape.Hidden);
        ref var turned = ref MemoryMarshal.GetReference(scratch);
        ref var result = ref Unsafe.Add(ref turned, shape.Width * lanes);
        ref var scores = ref Unsafe.Add(ref result, shape.Width * lanes);
        var near = shape;
        if (shape.Tokens >= ManyTokens)
        {
            near = shape with { Stride = shape.Width };
            ref var nearKeys = ref Unsafe.Add(ref scores, shape.Tokens * lanes);
            ref var nearValues = ref Unsafe.Add(ref nearKeys, shape.Tokens * shape.Width);
            Gather<TLanes, TVector>(shape, ref keys, ref nearKeys);
            Gather<TLanes, TVector>(shape, ref values, ref nearValues);
            keys = ref nearKeys;
            values = ref nearValues;
        }
        for (var first = 0; first < shape.Tokens; first += lanes)
        {
            var count = Math.Min(lanes, shape.Tokens - first);
            TurnOver(
                ref Unsafe.Add(ref queries, (nint)first * shape.Stride), shape.Stride, count, shape.Width, ref turned, lanes);
            var largest = Score<TLanes, TVector>(near, ref keys, ref turned, ref scores);
            var inverse = Weigh<TLanes, TVector>(shape.Tokens, largest, ref scores);
            Mix<TLanes, TVector>(near, ref values, ref scores, inverse, ref result);
            TurnBack(
                ref result, lanes, count, shape.Width,
                ref Unsafe.Add(ref MemoryMarshal.GetReference(mixed), (nint)first * shape.MixedStride), shape.MixedStride);
        }
    }

    /// <summary>Brings a head's rows together.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Gather<TLanes, TVector>(in AttentionShape shape, ref float rows, ref float destination)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        var width = (nuint)shape.Width;
        var whole = width / (nuint)TLanes.Count * (nuint)TLanes.Count;
        for (nuint token = 0; token < (nuint)shape.Tokens; token++)
        {
            ref var from = ref Unsafe.Add(ref rows, token * (nuint)shape.Stride);
            ref var to = ref Unsafe.Add(ref destination, token * width);
            nuint at = 0;
            for (; at < whole; at += (nuint)TLanes.Count)
                TLanes.Store(TLanes.Load(ref from, at), ref to, at);
            for (; at < width; at++)
                Unsafe.Add(ref to, at) = Unsafe.Add(ref from, at);
        }
    }

    /// <summary>Each key with the block's queries. Returns each query's largest score.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static TVector Score<TLanes, TVector>(in AttentionShape shape, ref float keys, ref float queries, ref float scores)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        var (stride, width, lanes) = ((nuint)shape.Stride, (nuint)shape.Width, (nuint)TLanes.Count);
        var (tokens, largest) = ((nuint)shape.Tokens, TLanes.Create(float.NegativeInfinity));
        for (nuint key = 0; key < tokens;)
        {
            // What is left of the last eight is computed with some before it: the same again, in the same order.
            if (tokens - key < Tall && tokens >= Tall) key = tokens - Tall;
            var tall = tokens - key >= Tall;
            ref var row = ref Unsafe.Add(ref keys, key * stride);
            ref var to = ref Unsafe.Add(ref scores, key * lanes);
            var sums = tall
                ? Sums8<TLanes, TVector>.Of(ref row, stride, 1, ref queries, lanes, width)
                : Sums8<TLanes, TVector>.OfOne(ref row, 1, ref queries, lanes, width);
            largest = TLanes.Max(largest, tall ? sums.Largest() : sums.S0);
            if (tall) sums.Store(ref to, lanes);
            else TLanes.Store(sums.S0, ref to, 0);
            key += tall ? (nuint)Tall : 1;
        }
        return largest;
    }

    /// <summary>
    /// Makes powers of the scores; their largest comes off first, so that none overflows. Returns 1 / their sum.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static TVector Weigh<TLanes, TVector>(int tokens, TVector largest, ref float scores)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        var (lanes, sum) = ((nuint)TLanes.Count, TLanes.Create(0f));
        for (nuint at = 0; at < (nuint)tokens * lanes; at += lanes)
        {
            var power = Exponential.Of<TLanes, TVector>(TLanes.Subtract(TLanes.Load(ref scores, at), largest));
            TLanes.Store(power, ref scores, at);
            sum = TLanes.Add(sum, power);
        }
        return TLanes.Divide(TLanes.Create(1f), sum);
    }

    /// <summary>The values, each as much as its key weighs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Mix<TLanes, TVector>(
        in AttentionShape shape, ref float values, ref float weights, TVector inverse, ref float result)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        var (stride, width, lanes) = ((nuint)shape.Stride, (nuint)shape.Width, (nuint)TLanes.Count);
        for (nuint component = 0; component < width;)
        {
            if (width - component < Tall && width >= Tall) component = width - Tall;
            ref var column = ref Unsafe.Add(ref values, component);
            ref var to = ref Unsafe.Add(ref result, component * lanes);
            if (width - component >= Tall)
            {
                Sums8<TLanes, TVector>.Of(ref column, 1, stride, ref weights, lanes, (nuint)shape.Tokens)
                    .Times(inverse).Store(ref to, lanes);
                component += Tall;
                continue;
            }
            var sum = Sums8<TLanes, TVector>.OfOne(ref column, stride, ref weights, lanes, (nuint)shape.Tokens).S0;
            TLanes.Store(TLanes.Multiply(sum, inverse), ref to, 0);
            component++;
        }
    }
}
