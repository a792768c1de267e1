namespace Likewise.Vectors.Storage;

/// <summary>
/// Memory that starts at a multiple of 64 bytes and never moves, so that no register-wide read straddles two lines. It stays as
/// long as the region is referred to: who reads through <see cref="Start"/> keeps the region alive meanwhile.
/// </summary>
/// <remarks>
/// Never freed by hand, on purpose: a search may still be in a block that the index has left behind, and the collector knows when
/// the last one has gone. What reads through <see cref="Start"/> therefore ends with <see cref="GC.KeepAlive"/>.
/// </remarks>
internal abstract unsafe class Region
{
    public const int Alignment = 64;

    private protected Region(byte* start, long length)
    {
        Start = start;
        Length = length;
    }

    public byte* Start { get; }

    /// <summary>In bytes.</summary>
    public long Length { get; }

    /// <summary>A part of it, as elements. Good only while the region is referred to.</summary>
    public Span<T> Part<T>(long offset, int count)
        where T : unmanaged
    {
        if (offset < 0 || count < 0 || (long)count * sizeof(T) > Length - offset)
            throw new ArgumentOutOfRangeException(nameof(offset), $"{count} elements at {offset} are not in {Length} bytes.");
        return new(Start + offset, count);
    }
}
