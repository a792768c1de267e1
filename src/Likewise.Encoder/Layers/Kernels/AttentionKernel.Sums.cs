using System.Runtime.CompilerServices;

namespace Likewise.Encoder;

internal static partial class AttentionKernel
{
    /// <summary>Eight registers of sums.</summary>
    private struct Sums8<TLanes, TVector>
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        public TVector S0, S1, S2, S3, S4, S5, S6, S7;

        /// <summary>Eight numbers a step, each for all lanes, times a register of the right side, over the depth.</summary>
        /// <param name="left">The first number.</param>
        /// <param name="next">Floats from one of the eight to the next.</param>
        /// <param name="step">Floats from one step to the next.</param>
        /// <param name="right">A register a step.</param>
        /// <param name="lanes">Floats of a register.</param>
        /// <param name="depth">Steps.</param>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Sums8<TLanes, TVector> Of(
            ref float left, nuint next, nuint step, ref float right, nuint lanes, nuint depth)
        {
            TVector s0 = default, s1 = default, s2 = default, s3 = default;
            TVector s4 = default, s5 = default, s6 = default, s7 = default;
            ref var half = ref Unsafe.Add(ref left, 4 * next);
            for (nuint k = 0, at = 0, l = 0; k < depth; k++, at += lanes, l += step)
            {
                var r = TLanes.Load(ref right, at);
                s0 = TLanes.MultiplyAdd(TLanes.Create(Unsafe.Add(ref left, l)), r, s0);
                s1 = TLanes.MultiplyAdd(TLanes.Create(Unsafe.Add(ref left, l + next)), r, s1);
                s2 = TLanes.MultiplyAdd(TLanes.Create(Unsafe.Add(ref left, l + 2 * next)), r, s2);
                s3 = TLanes.MultiplyAdd(TLanes.Create(Unsafe.Add(ref left, l + 3 * next)), r, s3);
                s4 = TLanes.MultiplyAdd(TLanes.Create(Unsafe.Add(ref half, l)), r, s4);
                s5 = TLanes.MultiplyAdd(TLanes.Create(Unsafe.Add(ref half, l + next)), r, s5);
                s6 = TLanes.MultiplyAdd(TLanes.Create(Unsafe.Add(ref half, l + 2 * next)), r, s6);
                s7 = TLanes.MultiplyAdd(TLanes.Create(Unsafe.Add(ref half, l + 3 * next)), r, s7);
            }
            return new Sums8<TLanes, TVector> { S0 = s0, S1 = s1, S2 = s2, S3 = s3, S4 = s4, S5 = s5, S6 = s6, S7 = s7 };
        }

        /// <summary>The same for one number a step, in <see cref="S0"/>.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Sums8<TLanes, TVector> OfOne(ref float left, nuint step, ref float right, nuint lanes, nuint depth)
        {
            TVector sum = default;
            for (nuint k = 0, at = 0, l = 0; k < depth; k++, at += lanes, l += step)
                sum = TLanes.MultiplyAdd(TLanes.Create(Unsafe.Add(ref left, l)), TLanes.Load(ref right, at), sum);
            return new Sums8<TLanes, TVector> { S0 = sum };
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly TVector Largest() => TLanes.Max(
            TLanes.Max(TLanes.Max(S0, S1), TLanes.Max(S2, S3)), TLanes.Max(TLanes.Max(S4, S5), TLanes.Max(S6, S7)));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly Sums8<TLanes, TVector> Times(TVector factor) => new()
        {
            S0 = TLanes.Multiply(S0, factor), S1 = TLanes.Multiply(S1, factor), S2 = TLanes.Multiply(S2, factor),
            S3 = TLanes.Multiply(S3, factor), S4 = TLanes.Multiply(S4, factor), S5 = TLanes.Multiply(S5, factor),
            S6 = TLanes.Multiply(S6, factor), S7 = TLanes.Multiply(S7, factor),
        };

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly void Store(ref float destination, nuint lanes)
        {
            TLanes.Store(S0, ref destination, 0);
            TLanes.Store(S1, ref destination, lanes);
            TLanes.Store(S2, ref destination, 2 * lanes);
            TLanes.Store(S3, ref destination, 3 * lanes);
            TLanes.Store(S4, ref destination, 4 * lanes);
            TLanes.Store(S5, ref destination, 5 * lanes);
            TLanes.Store(S6, ref destination, 6 * lanes);
            TLanes.Store(S7, ref destination, 7 * lanes);
        }
    }
}
