using System.Runtime.InteropServices;

namespace Likewise.Vectors.Storage;

/// <summary>A region outside of the collected heap, freed when nothing refers to it any more. It comes zeroed.</summary>
/// <remarks>
/// Vectors hold no references, so the collector would only mark them, copy nothing, and keep a bit for every 16 bytes of them. It
/// is told how much there is, so that it runs as often as what it cannot see asks for.
/// </remarks>
internal sealed unsafe class NativeRegion : Region
{
    public NativeRegion(int length)
        : base(Allocate(length), length) => GC.AddMemoryPressure(length);

    ~NativeRegion()
    {
        NativeMemory.AlignedFree(Start);
        GC.RemoveMemoryPressure(Length);
    }

    private static byte* Allocate(int length)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        var start = (byte*)NativeMemory.AlignedAlloc((nuint)length, Alignment);
        NativeMemory.Clear(start, (nuint)length);
        return start;
    }
}
