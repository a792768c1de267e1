namespace Likewise;

/// <summary>SHA-256 of the last user message's text after normalization: together with the scope it is the exact key.</summary>
public readonly record struct Fingerprint
{
    /// <summary>Length of a fingerprint in bytes.</summary>
    public const int SizeInBytes = Digest.SizeInBytes;

    private readonly Digest _digest;

    internal Fingerprint(Digest digest) => _digest = digest;

    /// <summary>Reads a stored fingerprint.</summary>
    /// <param name="bytes">Shape [<see cref="SizeInBytes"/>].</param>
    /// <exception cref="ArgumentException">The length differs.</exception>
    public static Fingerprint Read(ReadOnlySpan<byte> bytes) => new(Digest.Read(bytes));

    /// <summary>Writes the fingerprint's bytes.</summary>
    /// <param name="destination">At least <see cref="SizeInBytes"/> long.</param>
    public void CopyTo(Span<byte> destination) => _digest.CopyTo(destination);

    /// <summary>Eight of its bytes: as good a hash as any.</summary>
    internal ulong Prefix => _digest.Prefix;

    /// <summary>64 lower-case hexadecimal digits.</summary>
    public override string ToString() => _digest.ToHex();
}
