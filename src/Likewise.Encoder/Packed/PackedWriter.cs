using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Likewise.Encoder;

/// <summary>
/// Writes a file of packed weights, array by array. It has another name until it is whole; a writer that is disposed of before
/// <see cref="Commit"/> leaves nothing, and a process killed on the way a draft that nobody reads. Any number may write the same
/// file: each makes it whole, and the last one stays.
/// </summary>
internal sealed class PackedWriter : IDisposable
{
    /// <summary>What the name of an unfinished file ends with.</summary>
    public const string DraftSuffix = ".draft";

    // The bytes of a whole array may be more than a span can have.
    private const int ElementsAtOnce = 1 << 20;

    private static int _drafts;

    private readonly string _path;
    private readonly string _draft;
    private readonly FileStream _file;
    private readonly byte[] _block = new byte[BlockChecksum.BlockBytes];
    private int _blockBytes;
    private long _bodyBytes;
    private uint _checksum = BlockChecksum.Empty;

    public PackedWriter(string path)
    {
        _path = path;
        _draft = $"{path}.{Environment.ProcessId}-{Interlocked.Increment(ref _drafts)}{DraftSuffix}";
        _file = new FileStream(_draft, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
        _file.Write(stackalloc byte[PackedHeader.Bytes]);
    }

    /// <summary>Writes an array: its length in bytes, then its elements, each of both filled up to whole cache lines.</summary>
    public void Append<T>(ReadOnlySpan<T> elements)
        where T : unmanaged
    {
        Put(MemoryMarshal.AsBytes([(long)elements.Length * Unsafe.SizeOf<T>()]));
        Fill();
        for (; elements.Length > 0; elements = elements[Math.Min(elements.Length, ElementsAtOnce)..])
            Put(MemoryMarshal.AsBytes(elements[..Math.Min(elements.Length, ElementsAtOnce)]));
        Fill();
    }

    /// <summary>Ends the file and gives it its name.</summary>
    /// <param name="key">What it was made of: 32 bytes.</param>
    /// <param name="weightsDigest">SHA-256 of the model's weights file, lower-case hex.</param>
    public void Commit(byte[] key, string weightsDigest)
    {
        Spill();
        Span<byte> head = stackalloc byte[PackedHeader.Bytes];
        new PackedHeader(key, weightsDigest, _bodyBytes, _checksum).Write(head);
        _file.Position = 0;
        _file.Write(head);
        // Not flushed to the disk: what a loss of power leaves of it is found out by its checksums, and made again.
        _file.Dispose();
        File.Move(_draft, _path, overwrite: true);
    }

    public void Dispose()
    {
        _file.Dispose();
        File.Delete(_draft);
    }

    private void Fill()
    {
        Span<byte> zeros = stackalloc byte[PackedHeader.Alignment];
        zeros.Clear();
        var filled = _bodyBytes + _blockBytes;
        Put(zeros[..(int)(PackedHeader.Align(filled) - filled)]);
    }

    private void Put(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            var taken = Math.Min(bytes.Length, _block.Length - _blockBytes);
            bytes[..taken].CopyTo(_block.AsSpan(_blockBytes));
            bytes = bytes[taken..];
            _blockBytes += taken;
            if (_blockBytes == _block.Length) Spill();
        }
    }

    private void Spill()
    {
        if (_blockBytes == 0) return;
        var block = _block.AsSpan(0, _blockBytes);
        Debug.Assert(block.Length % PackedHeader.Alignment == 0, "arrays are filled up");
        _checksum = BlockChecksum.Append(_checksum, BlockChecksum.Of(block));
        _file.Write(block);
        _bodyBytes += _blockBytes;
        _blockBytes = 0;
    }
}
