using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Likewise.Vectors.Kernels;

/// <summary>The signs of 64 floats as a word: a bit is set when its float is negative, −0 included.</summary>
internal static class Signs
{
    public static ulong Word(ref float first)
    {
        if (Vector512.IsHardwareAccelerated)
            return Word512(ref first);
        if (Vector256.IsHardwareAccelerated)
            return Word256(ref first);
        return Vector128.IsHardwareAccelerated ? Word128(ref first) : WordScalar(ref first);
    }

    /// <summary>The reference.</summary>
    public static ulong WordScalar(ref float first)
    {
        var word = 0UL;
        for (var i = 0; i < 64; i++)
            word |= float.IsNegative(Unsafe.Add(ref first, i)) ? 1UL << i : 0;
        return word;
    }

    public static ulong Word512(ref float first)
    {
        var word = 0UL;
        for (var i = 0; i < 64; i += 16)
            word |= Vector512.LoadUnsafe(ref first, (nuint)i).ExtractMostSignificantBits() << i;
        return word;
    }

    public static ulong Word256(ref float first)
    {
        var word = 0UL;
        for (var i = 0; i < 64; i += 8)
            word |= (ulong)Vector256.LoadUnsafe(ref first, (nuint)i).ExtractMostSignificantBits() << i;
        return word;
    }

    public static ulong Word128(ref float first)
    {
        var word = 0UL;
        for (var i = 0; i < 64; i += 4)
            word |= (ulong)Vector128.LoadUnsafe(ref first, (nuint)i).ExtractMostSignificantBits() << i;
        return word;
    }
}
