using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Likewise.Encoder;

internal static partial class AttentionKernel
{
    /// <summary>Rows to columns: lane i of register k is component k of row i. Lanes without a row repeat the last one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TurnOver(ref float rows, int stride, int count, int width, ref float registers, int lanes)
    {
        for (var lane = 0; lane < lanes; lane += 4)
        {
            ref var a = ref Unsafe.Add(ref rows, (nint)Math.Min(lane, count - 1) * stride);
            ref var b = ref Unsafe.Add(ref rows, (nint)Math.Min(lane + 1, count - 1) * stride);
            ref var c = ref Unsafe.Add(ref rows, (nint)Math.Min(lane + 2, count - 1) * stride);
            ref var d = ref Unsafe.Add(ref rows, (nint)Math.Min(lane + 3, count - 1) * stride);
            var component = 0;
            if (lanes >= 4 && CanTurn)
            {
                for (; component <= width - 4; component += 4)
                {
                    var at = (nuint)component;
                    Turn(
                        Vector128.LoadUnsafe(ref a, at), Vector128.LoadUnsafe(ref b, at), Vector128.LoadUnsafe(ref c, at),
                        Vector128.LoadUnsafe(ref d, at), ref Unsafe.Add(ref registers, component * lanes + lane), lanes);
                }
            }
            for (; component < width; component++)
            {
                ref var to = ref Unsafe.Add(ref registers, component * lanes + lane);
                to = Unsafe.Add(ref a, component);
                if (lanes < 4) continue;
                Unsafe.Add(ref to, 1) = Unsafe.Add(ref b, component);
                Unsafe.Add(ref to, 2) = Unsafe.Add(ref c, component);
                Unsafe.Add(ref to, 3) = Unsafe.Add(ref d, component);
            }
        }
    }

    /// <summary>Columns to rows, for the lanes that have one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TurnBack(ref float registers, int lanes, int count, int width, ref float rows, int stride)
    {
        var lane = 0;
        if (lanes >= 4 && CanTurn && width % 4 == 0)
        {
            for (; lane <= count - 4; lane += 4)
            {
                for (var component = 0; component < width; component += 4)
                {
                    ref var from = ref Unsafe.Add(ref registers, component * lanes + lane);
                    Turn(
                        Vector128.LoadUnsafe(ref from), Vector128.LoadUnsafe(ref from, (nuint)lanes),
                        Vector128.LoadUnsafe(ref from, 2 * (nuint)lanes), Vector128.LoadUnsafe(ref from, 3 * (nuint)lanes),
                        ref Unsafe.Add(ref rows, (nint)lane * stride + component), stride);
                }
            }
        }
        for (; lane < count; lane++)
        {
            ref var row = ref Unsafe.Add(ref rows, (nint)lane * stride);
            for (var component = 0; component < width; component++)
                Unsafe.Add(ref row, component) = Unsafe.Add(ref registers, component * lanes + lane);
        }
    }

    private static bool CanTurn => Sse.IsSupported || AdvSimd.Arm64.IsSupported;

    /// <summary>Four rows of four to four columns, stored a stride apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Turn(
        Vector128<float> a, Vector128<float> b, Vector128<float> c, Vector128<float> d, ref float to, int stride)
    {
        var (low, high) = (Zip(a, c, upper: false), Zip(a, c, upper: true));
        var (otherLow, otherHigh) = (Zip(b, d, upper: false), Zip(b, d, upper: true));
        Zip(low, otherLow, upper: false).StoreUnsafe(ref to);
        Zip(low, otherLow, upper: true).StoreUnsafe(ref to, (nuint)stride);
        Zip(high, otherHigh, upper: false).StoreUnsafe(ref to, 2 * (nuint)stride);
        Zip(high, otherHigh, upper: true).StoreUnsafe(ref to, 3 * (nuint)stride);
    }

    /// <summary>One half of each, in turns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Zip(Vector128<float> left, Vector128<float> right, bool upper) => Sse.IsSupported
        ? upper ? Sse.UnpackHigh(left, right) : Sse.UnpackLow(left, right)
        : upper ? AdvSimd.Arm64.ZipHigh(left, right) : AdvSimd.Arm64.ZipLow(left, right);
}
