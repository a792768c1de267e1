using System.Diagnostics;
using System.IO.MemoryMappedFiles;
using Likewise.Vectors.Storage;
using Microsoft.Win32.SafeHandles;

namespace Likewise.Vectors.Snapshots;

/// <summary>Bytes of a file in memory, as private copies: a write changes what this process sees, not the file.</summary>
/// <remarks>
/// <para>The memory is there for as long as anything refers to a region of the mapping, and the collector gives it back after
/// that; nothing unmaps it under a reader. A pointer or a span does not count as such a reference. So whoever works on one keeps
/// a region, or an object that has one in a field, alive to the end: <c>GC.KeepAlive(block)</c> after the loop.</para>
/// <para>A file that is cut short while it is mapped ends the process that reads there. Files of ours are never written in place;
/// they are replaced and removed as a whole, which leaves a mapping as it was.</para>
/// </remarks>
internal sealed unsafe class MappedRegion : Region
{
    private readonly SafeMemoryMappedViewHandle _owner;

    private MappedRegion(SafeMemoryMappedViewHandle owner, byte* start, long length)
        : base(start, length) => _owner = owner;

    /// <summary>Maps a whole file, which must not be empty. The handle is left open.</summary>
    public static MappedRegion Of(SafeFileHandle file, long bytes)
    {
        Debug.Assert(bytes > 0);
        using var mapping = MemoryMappedFile.CreateFromFile(
            file, mapName: null, capacity: 0, MemoryMappedFileAccess.CopyOnWrite, HandleInheritability.None, leaveOpen: true);
        // Not disposed of, on purpose: the view's handle unmaps when the collector finds it.
        var view = mapping.CreateViewAccessor(0, bytes, MemoryMappedFileAccess.CopyOnWrite);
        var owner = view.SafeMemoryMappedViewHandle;
        return new(owner, (byte*)owner.DangerousGetHandle() + view.PointerOffset, bytes);
    }

    public MappedRegion Slice(long offset, long bytes)
    {
        if (offset < 0 || bytes < 0 || bytes > Length - offset)
            throw new ArgumentOutOfRangeException(nameof(offset), $"{offset}+{bytes} is not within {Length} bytes.");
        return new(_owner, Start + offset, bytes);
    }

    /// <summary>The region as elements. Good only while the region is referred to.</summary>
    public Span<T> AsSpan<T>()
        where T : unmanaged
    {
        Debug.Assert((nuint)Start % (nuint)Math.Min(sizeof(T), Alignment) == 0 && Length % sizeof(T) == 0);
        // Sound while the mapping stands: Start and Length lie within it, and only this type makes them.
        return new(Start, checked((int)(Length / sizeof(T))));
    }
}
