using System.Runtime.InteropServices;

namespace Likewise.Vectors.Storage;

/// <summary>A region outside of the collected heap, freed when nothing refers to it any more. It comes zeroed.</summary>
/// <remarks>
/// Vectors hold no references, so the collector would only mark them, copy nothing, and keep a bit for every 16 bytes of them. It
/// is told how much there is, so that it runs as often as what it cannot see asks for.
/// </remarks>
internal sealed unsafe class NativeRegion : Region
{
    private readonly void* _allocated;

    public NativeRegion(int length)
        : this(NativeMemory.AllocZeroed((nuint)length + Alignment), length)
    {
    }

    private NativeRegion(void* allocated, int length)
        : base((byte*)(((nuint)allocated + Alignment - 1) / Alignment * Alignment), length)
    {
        _allocated = allocated;
        if (length > 0)
            GC.AddMemoryPressure(length);
    }

    ~NativeRegion()
    {
        NativeMemory.Free(_allocated);
        if (Length > 0) // Not where the constructor failed, nor of nothing.
            GC.RemoveMemoryPressure(Length);
    }
}
