using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Likewise.Encoder;

/// <summary>
/// Asks for weights before they are needed. A product reads a panel straight through, and then the next: what the processor
/// guesses of that ends at each page of 4 KB, and weights do not fit its second cache. While the first rows meet one panel, the
/// next one is asked for.
/// </summary>
internal static class Prefetch
{
    /// <summary>Asks for the cache line at an offset. There may be nothing: it is a hint, and reads nothing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void Line<T>(ref T first, nuint index)
        where T : unmanaged
    {
        if (Sse.IsSupported) Sse.Prefetch1(Unsafe.AsPointer(ref Unsafe.Add(ref first, index)));
    }
}
