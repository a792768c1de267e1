using System.Runtime.CompilerServices;

namespace Likewise.Vectors.Snapshots;

/// <summary>A snapshot, mapped into memory. What it gives out may be written to; the file stays as it is.</summary>
/// <remarks>There is nothing to dispose of: see <see cref="MappedRegion"/>.</remarks>
internal sealed class Snapshot
{
    private const int HashPieceBytes = 1 << 30;

    private readonly MappedRegion _file;

    private Snapshot(string path, MappedRegion file, SnapshotHeader header) => (Path, _file, Header) = (path, file, header);

    public string Path { get; }

    public SnapshotHeader Header { get; }

    /// <summary>Maps a file and checks its header and its length; what the sections hold is for <see cref="Verify"/>.</summary>
    /// <exception cref="VectorSnapshotException">It is no snapshot, or a broken or newer one.</exception>
    /// <exception cref="IOException">There is no such file, or it cannot be read.</exception>
    public static Snapshot Open(string path)
    {
        using var handle = File.OpenHandle(path, share: FileShare.Read | FileShare.Delete);
        var bytes = RandomAccess.GetLength(handle);
        Span<byte> start = stackalloc byte[SnapshotHeader.Bytes];
        var read = RandomAccess.Read(handle, start, fileOffset: 0);
        var header = SnapshotHeader.Read(path, start[..read], bytes);
        return new Snapshot(path, MappedRegion.Of(handle, bytes), header);
    }

    /// <summary>Reads every byte and compares checksums. To be called before anything is written to a section.</summary>
    /// <exception cref="VectorSnapshotException">A section is damaged.</exception>
    public void Verify()
    {
        foreach (var section in Header.Sections)
        {
            if (!IsWhole(section))
                throw Damaged(section.Name);
        }
    }

    /// <summary>Refuses what another index has written.</summary>
    public void Expect(FourLetters kind, int dimension)
    {
        if (Header.Kind != kind)
            throw FileMark.Snapshot.WrongKind(Path, Header.Kind.ToString(), kind.ToString());
        if (Header.Dimension != dimension)
            throw FileMark.Snapshot.WrongDimension(Path, Header.Dimension, dimension);
    }

    /// <summary>Refuses what does not fit together, though every byte may be as it was written.</summary>
    public VectorSnapshotException Corrupt(FourLetters section, string fault) =>
        FileMark.Snapshot.Corrupt(Path, fault, section);

    /// <summary>A section that must be there, and be an array of these.</summary>
    public MappedRegion Section<T>(FourLetters name)
        where T : unmanaged
    {
        var section = Find<T>(name);
        return _file.Slice(section.Offset, section.Bytes);
    }

    /// <summary>Copies a part of a section, if all of it is as it was written.</summary>
    /// <returns>Null when it is damaged.</returns>
    public T[]? TryCopy<T>(FourLetters name, int first, int count)
        where T : unmanaged
    {
        var copy = IsWhole(Find<T>(name)) ? Section<T>(name).AsSpan<T>().Slice(first, count).ToArray() : null;
        GC.KeepAlive(this);
        return copy;
    }

    /// <summary>A section that is small enough to be checked whenever it is read.</summary>
    public T[] ReadAll<T>(FourLetters name)
        where T : unmanaged
    {
        var elements = Find<T>(name).Bytes / Unsafe.SizeOf<T>();
        return TryCopy<T>(name, 0, (int)Math.Min(elements, Array.MaxLength)) ?? throw Damaged(name);
    }

    /// <summary>The one element of such a section.</summary>
    public T Read<T>(FourLetters name)
        where T : unmanaged => ReadAll<T>(name) is [var element] ? element : throw Damaged(name);

    /// <summary>Whether there is such a section: one that came with a later version may be missing.</summary>
    public bool Has(FourLetters name)
    {
        foreach (var section in Header.Sections)
        {
            if (section.Name == name)
                return true;
        }

        return false;
    }

    private SnapshotSection Find<T>(FourLetters name)
        where T : unmanaged
    {
        foreach (var section in Header.Sections)
        {
            if (section.Name == name && section.ElementBytes == Unsafe.SizeOf<T>())
                return section;
        }

        throw Corrupt(name, $"it has no section '{name}' with elements of {Unsafe.SizeOf<T>()} bytes");
    }

    private bool IsWhole(SnapshotSection section)
    {
        var hasher = new LaneHasher();
        for (var at = section.Offset; at < section.End; at += HashPieceBytes)
            hasher.Append(_file.Slice(at, Math.Min(HashPieceBytes, section.End - at)).AsSpan<byte>());
        GC.KeepAlive(this);
        return hasher.Finish() == section.Hash;
    }

    private VectorSnapshotException Damaged(FourLetters section) => Corrupt(section, $"its section '{section}' is damaged");
}
