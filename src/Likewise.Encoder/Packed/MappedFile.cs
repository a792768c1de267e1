using System.Buffers;
using System.IO.MemoryMappedFiles;
using Microsoft.Win32.SafeHandles;

namespace Likewise.Encoder;

/// <summary>A whole file in memory, to read.</summary>
/// <remarks>
/// It is there for as long as anything refers to this object or to memory given out by it, and the collector unmaps it after
/// that. A span is no such reference: whoever works on one keeps the owner alive to the end. A file that is cut short while it
/// is mapped ends the process that reads there; files of ours are never written in place, they are replaced as a whole.
/// </remarks>
internal sealed unsafe class MappedFile
{
    private readonly SafeMemoryMappedViewHandle _owner;
    private readonly byte* _start;

    private MappedFile(SafeMemoryMappedViewHandle owner, byte* start, long length)
    {
        (_owner, Length) = (owner, length);
        _start = start;
    }

    /// <summary>Bytes.</summary>
    public long Length { get; }

    /// <summary>Maps a file, which must not be empty.</summary>
    public static MappedFile Open(string path)
    {
        using var file = File.OpenHandle(path, share: FileShare.Read | FileShare.Delete);
        var length = RandomAccess.GetLength(file);
        using var mapping = MemoryMappedFile.CreateFromFile(
            file, mapName: null, capacity: 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: true);
        // Not disposed of, on purpose: the view's handle unmaps when the collector finds it.
        var view = mapping.CreateViewAccessor(0, length, MemoryMappedFileAccess.Read);
        var owner = view.SafeMemoryMappedViewHandle;
        return new MappedFile(owner, (byte*)owner.DangerousGetHandle() + view.PointerOffset, length);
    }

    /// <summary>Bytes of the file. Good only while this object is referred to.</summary>
    public ReadOnlySpan<byte> Bytes(long offset, int count)
    {
        CheckWithin(offset, count);
        return new ReadOnlySpan<byte>(_start + offset, count);
    }

    /// <summary>Elements of the file, which keep it mapped.</summary>
    /// <param name="offset">Their first byte; a multiple of their size.</param>
    /// <param name="count">How many.</param>
    public ReadOnlyMemory<T> Elements<T>(long offset, int count)
        where T : unmanaged
    {
        CheckWithin(offset, (long)count * sizeof(T));
        return new Section<T>(this, offset, count).Memory;
    }

    private void CheckWithin(long offset, long bytes)
    {
        if (offset < 0 || bytes < 0 || bytes > Length - offset)
            throw new ArgumentOutOfRangeException(nameof(offset), $"{offset}+{bytes} is not within {Length} bytes.");
    }

    private sealed class Section<T>(MappedFile file, long offset, int count) : MemoryManager<T>
        where T : unmanaged
    {
        // Sound while the mapping stands: the section was checked to lie within it.
        public override Span<T> GetSpan() => new(file._start + offset, count);

        public override MemoryHandle Pin(int elementIndex = 0) => new((T*)(file._start + offset) + elementIndex, pinnable: this);

        public override void Unpin() => GC.KeepAlive(file._owner);

        protected override void Dispose(bool disposing)
        {
        }
    }
}
