using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Likewise.Vectors.Snapshots;

/// <summary>Writes a snapshot, section by section. For one thread.</summary>
/// <remarks>
/// What is appended may be changed by others meanwhile: each piece is copied once, and the copy is both hashed and written.
/// The header comes last, and the file's name after that: a process killed on the way leaves the former snapshot and a draft that
/// nobody reads. A writer that is disposed of before it commits leaves nothing.
/// </remarks>
internal sealed class SnapshotWriter : IDisposable
{
    /// <summary>Small enough to stay in a cache between copying, hashing and writing.</summary>
    private const int PieceBytes = 1 << 18;

    private readonly DraftFile _file;
    private readonly LaneHasher _hasher = new();
    private readonly List<SnapshotSection> _sections = [];
    private readonly FourLetters _kind;
    private readonly int _dimension;
    private readonly byte[] _piece = new byte[PieceBytes];
    private int _pieceBytes;
    private SnapshotSection _open;

    public SnapshotWriter(string path, FourLetters kind, int dimension)
    {
        (_kind, _dimension) = (kind, dimension);
        _file = new DraftFile(path);
        _file.Stream.Write(stackalloc byte[SnapshotHeader.Bytes]);
    }

    /// <summary>Writes a section that lies in one piece.</summary>
    public void Write<T>(FourLetters name, ReadOnlySpan<T> elements)
        where T : unmanaged
    {
        Begin<T>(name);
        Append(elements);
    }

    /// <summary>Begins a section; what is appended from now on is its content.</summary>
    public void Begin<T>(FourLetters name)
        where T : unmanaged
    {
        End();
        if (_sections.Count == SnapshotHeader.SectionsMax || _sections.Exists(section => section.Name == name))
            throw new InvalidOperationException($"There is no room for a section '{name}', or one is there already.");
        var offset = _sections.Count == 0 ? SnapshotHeader.Bytes : _sections[^1].End;
        _open = new(name, Unsafe.SizeOf<T>(), offset, 0, 0);
    }

    public void Append<T>(ReadOnlySpan<T> elements)
        where T : unmanaged
    {
        Debug.Assert(_open.ElementBytes > 0, "A section must be begun first.");
        var bytes = MemoryMarshal.AsBytes(elements);
        Put(bytes);
        _open = _open with { Bytes = _open.Bytes + bytes.Length };
    }

    /// <summary>Ends the file and gives it its name, to last. A history begins with it.</summary>
    /// <param name="sequence">How many changes are said to have come before.</param>
    public SnapshotHeader Commit(long sequence = 0)
    {
        End();
        return Commit(new HistoryPoint(sequence, SnapshotHeader.HistoryOf(_sections)));
    }

    /// <summary>Ends the file and gives it its name, to last.</summary>
    /// <param name="at">What had happened to the index.</param>
    public SnapshotHeader Commit(HistoryPoint at)
    {
        End();
        var header = new SnapshotHeader(_kind, _dimension, at, _sections);
        Span<byte> bytes = stackalloc byte[SnapshotHeader.Bytes];
        header.Write(bytes);
        _file.Stream.Position = 0;
        _file.Stream.Write(bytes);
        _file.Commit();
        return header;
    }

    public void Dispose() => _file.Dispose();

    /// <summary>Ends the section that is open, if one is, with zeros up to where the next may begin.</summary>
    private void End()
    {
        if (_open.ElementBytes == 0)
            return;

        Span<byte> zeros = stackalloc byte[SnapshotHeader.Alignment];
        zeros.Clear();
        Put(zeros[..(int)(_open.End - _open.Offset - _open.Bytes)]);
        Spill();
        _sections.Add(_open with { Hash = _hasher.Finish() });
        _open = default;
    }

    private void Put(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var taken = Math.Min(bytes.Length, PieceBytes - _pieceBytes);
            bytes[..taken].CopyTo(_piece.AsSpan(_pieceBytes));
            bytes = bytes[taken..];
            _pieceBytes += taken;
            if (_pieceBytes == PieceBytes)
                Spill();
        }
    }

    private void Spill()
    {
        var piece = _piece.AsSpan(0, _pieceBytes);
        _hasher.Append(piece);
        _file.Stream.Write(piece);
        _pieceBytes = 0;
    }
}
