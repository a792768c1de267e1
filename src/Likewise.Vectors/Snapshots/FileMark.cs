using System.Buffers.Binary;

namespace Likewise.Vectors.Snapshots;

/// <summary>What a file of ours begins with: magic, version, the oldest version that can read it, and the byte order.</summary>
/// <param name="Noun">What the file is, for messages.</param>
/// <param name="Letters">The first four letters.</param>
/// <param name="Whole">What is of no use without it.</param>
internal sealed record FileMark(string Noun, string Letters, string Whole)
{
    public static readonly FileMark Snapshot = new("a snapshot of vectors", "LWVS", "it");
    public static readonly FileMark Log = new("a log of vectors", "LWVL", "its directory");

    public const int Version = 1;

    private const uint ByteOrder = 0x01020304;

    /// <summary>Line ends of both sorts and the old end-of-file: a transfer as text would change them.</summary>
    private static ReadOnlySpan<byte> Tail => [0x0D, 0x0A, 0x1A, 0x0A];

    private string Advice => $"Remove {Whole} and let the index be filled again, or bring {Whole} back from a copy.";

    public void Write(Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(destination, FourLetters.Of(Letters).Code);
        Tail.CopyTo(destination[4..]);
        BinaryPrimitives.WriteInt32LittleEndian(destination[8..], Version);
        BinaryPrimitives.WriteInt32LittleEndian(destination[12..], Version); // Minimum reader.
        BinaryPrimitives.WriteUInt32LittleEndian(destination[16..], ByteOrder);
    }

    /// <summary>Sets the hash of a header, taken while its place is zero.</summary>
    public static void Seal(Span<byte> header, int hashAt)
    {
        header.Slice(hashAt, sizeof(ulong)).Clear();
        BinaryPrimitives.WriteUInt64LittleEndian(header[hashAt..], LaneHash.Compute(header));
    }

    /// <summary>Checks what a file begins with, and its header's hash.</summary>
    /// <param name="path">Stands in the message.</param>
    /// <param name="start">The file's first bytes; fewer than the header has when the file is shorter.</param>
    /// <param name="headerBytes">Length of the header.</param>
    /// <param name="hashAt">Where in it the hash stands.</param>
    public void Check(string path, ReadOnlySpan<byte> start, int headerBytes, int hashAt)
    {
        // 1. Is it ours? A file that the system lost between making and filling it is empty, or all zeros.
        Span<byte> header = stackalloc byte[headerBytes];
        Write(header);
        var magic = Math.Min(start.Length, 8);
        if (!start.ContainsAnyExcept((byte)0))
            throw Truncated(path, "was never filled");
        if (!start[..magic].SequenceEqual(header[..magic]))
            throw new VectorSnapshotException(path, VectorSnapshotFault.Foreign, $"is not {Noun}. Give the path of one.");
        if (start.Length < headerBytes)
            throw Truncated(path, $"ends within its header, after {start.Length} bytes");

        // 2. Can it be read here?
        if (BinaryPrimitives.ReadUInt32LittleEndian(start[16..]) != ByteOrder || !BitConverter.IsLittleEndian)
            throw new VectorSnapshotException(path, VectorSnapshotFault.Foreign,
                $"is {Noun} in another byte order than this machine's. Let the index be filled again here.");
        var reader = BinaryPrimitives.ReadInt32LittleEndian(start[12..]);
        if (reader > Version)
            throw new VectorSnapshotException(path, VectorSnapshotFault.Newer,
                $"is {Noun} that readers of version {reader} understand, and this is version {Version}. "
                + "Use the newer version of Likewise, or let the index be filled again.");

        // 3. Is the header as it was written?
        start[..headerBytes].CopyTo(header);
        Seal(header, hashAt);
        if (!header.SequenceEqual(start[..headerBytes]))
            throw Corrupt(path, "has a damaged header");
    }

    public VectorSnapshotException Truncated(string path, string fault) =>
        new(path, VectorSnapshotFault.Truncated,
            $"should be {Noun}, but {fault}: writing or copying it was broken off. {Advice}");

    public VectorSnapshotException WrongKind(string path, string found, string wanted) =>
        new(path, VectorSnapshotFault.WrongKind,
            $"is {Noun} of an index of the kind '{found}', not '{wanted}'. Open it as what it is, or give another path.");

    public VectorSnapshotException WrongDimension(string path, int found, int wanted) =>
        new(path, VectorSnapshotFault.WrongDimension,
            $"is {Noun} of {found} elements, not {wanted}: another model made them. "
            + "Use that model, or give another path and let the index be filled again.");

    public VectorSnapshotException WrongForm(string path, string found, string wanted) =>
        new(path, VectorSnapshotFault.WrongForm,
            $"is {Noun} in {found}, not in {wanted}. "
            + "Open it as what it is, or give another path and let the index be filled again.");

    public VectorSnapshotException WrongHistory(string path, string fault) =>
        new(path, VectorSnapshotFault.WrongHistory, $"is {Noun}, but {fault}. {Advice}");

    public VectorSnapshotException Corrupt(string path, string fault, FourLetters? section = null) =>
        new(path, VectorSnapshotFault.Corrupt, $"is {Noun}, but {fault}. {Advice}", section?.ToString());
}
