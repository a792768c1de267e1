using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Likewise.Vectors.Kernels;

/// <summary>
/// One word of a code: the signs of a vector's products with 64 directions. A bit is set when its product is negative.
/// </summary>
/// <remarks>
/// The directions come as a panel: the first elements of all 64, then the second elements, and so on. So the panel is read from
/// front to back, and 64 sums grow side by side in registers.
/// </remarks>
internal static class SignProjection
{
    /// <summary>Directions in a panel.</summary>
    public const int Width = 64;

    /// <param name="vector">Shape [dimension].</param>
    /// <param name="panel">Shape [dimension, 64].</param>
    public static ulong Word(ReadOnlySpan<float> vector, ReadOnlySpan<float> panel)
    {
        if (Vector512.IsHardwareAccelerated)
            return SignProjection512.Word(vector, panel);
        if (Vector256.IsHardwareAccelerated)
            return SignProjection256.Word(vector, panel);
        return Vector128.IsHardwareAccelerated
            ? SignProjection128.Word(vector, panel)
            : SignProjectionScalar.Word(vector, panel);
    }
}

/// <summary>The reference: one direction after the other.</summary>
internal readonly struct SignProjectionScalar
{
    public static ulong Word(ReadOnlySpan<float> vector, ReadOnlySpan<float> panel)
    {
        Debug.Assert(panel.Length == vector.Length * SignProjection.Width);
        var word = 0UL;
        for (var direction = 0; direction < SignProjection.Width; direction++)
        {
            var sum = 0f;
            for (var i = 0; i < vector.Length; i++)
                sum += vector[i] * panel[(i * SignProjection.Width) + direction];
            word |= float.IsNegative(sum) ? 1UL << direction : 0;
        }

        return word;
    }
}

/// <summary>
/// All sixty-four directions at once, even and odd elements apart, so that no addition waits for the one before.
/// </summary>
internal readonly struct SignProjection512
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static ulong Word(ReadOnlySpan<float> vector, ReadOnlySpan<float> panel)
    {
        Debug.Assert(panel.Length == vector.Length * SignProjection.Width);
        ref var p = ref MemoryMarshal.GetReference(panel);
        Vector512<float> a = default, b = default, c = default, d = default, e = default, f = default, g = default, h = default;
        var i = 0;
        for (; i + 2 <= vector.Length; i += 2)
        {
            Add(ref p, vector[i], ref a, ref b, ref c, ref d);
            p = ref Unsafe.Add(ref p, SignProjection.Width);
            Add(ref p, vector[i + 1], ref e, ref f, ref g, ref h);
            p = ref Unsafe.Add(ref p, SignProjection.Width);
        }

        if (i < vector.Length)
            Add(ref p, vector[i], ref a, ref b, ref c, ref d);
        return Signs(a + e) | (Signs(b + f) << 16) | (Signs(c + g) << 32) | (Signs(d + h) << 48);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(
        ref float panel,
        float element,
        ref Vector512<float> a,
        ref Vector512<float> b,
        ref Vector512<float> c,
        ref Vector512<float> d)
    {
        var spread = Vector512.Create(element);
        a = Vector512.MultiplyAddEstimate(spread, Vector512.LoadUnsafe(ref panel), a);
        b = Vector512.MultiplyAddEstimate(spread, Vector512.LoadUnsafe(ref panel, 16), b);
        c = Vector512.MultiplyAddEstimate(spread, Vector512.LoadUnsafe(ref panel, 32), c);
        d = Vector512.MultiplyAddEstimate(spread, Vector512.LoadUnsafe(ref panel, 48), d);
    }

    private static ulong Signs(Vector512<float> sums) => sums.ExtractMostSignificantBits();
}

/// <summary>Thirty-two directions at a time.</summary>
internal readonly struct SignProjection256
{
    public static ulong Word(ReadOnlySpan<float> vector, ReadOnlySpan<float> panel)
    {
        Debug.Assert(panel.Length == vector.Length * SignProjection.Width);
        return Half(vector, panel) | ((ulong)Half(vector, panel[Math.Min(32, panel.Length)..]) << 32);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static uint Half(ReadOnlySpan<float> vector, ReadOnlySpan<float> panel)
    {
        ref var p = ref MemoryMarshal.GetReference(panel);
        Vector256<float> a = default, b = default, c = default, d = default;
        foreach (var element in vector)
        {
            var spread = Vector256.Create(element);
            a = Vector256.MultiplyAddEstimate(spread, Vector256.LoadUnsafe(ref p), a);
            b = Vector256.MultiplyAddEstimate(spread, Vector256.LoadUnsafe(ref p, 8), b);
            c = Vector256.MultiplyAddEstimate(spread, Vector256.LoadUnsafe(ref p, 16), c);
            d = Vector256.MultiplyAddEstimate(spread, Vector256.LoadUnsafe(ref p, 24), d);
            p = ref Unsafe.Add(ref p, SignProjection.Width);
        }

        return Signs(a) | (Signs(b) << 8) | (Signs(c) << 16) | (Signs(d) << 24);
    }

    private static uint Signs(Vector256<float> sums) => sums.ExtractMostSignificantBits();
}

/// <summary>Sixteen directions at a time.</summary>
internal readonly struct SignProjection128
{
    public static ulong Word(ReadOnlySpan<float> vector, ReadOnlySpan<float> panel)
    {
        Debug.Assert(panel.Length == vector.Length * SignProjection.Width);
        var word = 0UL;
        for (var part = 0; part < SignProjection.Width; part += 16)
            word |= (ulong)Quarter(vector, panel[Math.Min(part, panel.Length)..]) << part;
        return word;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static uint Quarter(ReadOnlySpan<float> vector, ReadOnlySpan<float> panel)
    {
        ref var p = ref MemoryMarshal.GetReference(panel);
        Vector128<float> a = default, b = default, c = default, d = default;
        foreach (var element in vector)
        {
            var spread = Vector128.Create(element);
            a = Vector128.MultiplyAddEstimate(spread, Vector128.LoadUnsafe(ref p), a);
            b = Vector128.MultiplyAddEstimate(spread, Vector128.LoadUnsafe(ref p, 4), b);
            c = Vector128.MultiplyAddEstimate(spread, Vector128.LoadUnsafe(ref p, 8), c);
            d = Vector128.MultiplyAddEstimate(spread, Vector128.LoadUnsafe(ref p, 12), d);
            p = ref Unsafe.Add(ref p, SignProjection.Width);
        }

        return Signs(a) | (Signs(b) << 4) | (Signs(c) << 8) | (Signs(d) << 12);
    }

    private static uint Signs(Vector128<float> sums) => sums.ExtractMostSignificantBits();
}
