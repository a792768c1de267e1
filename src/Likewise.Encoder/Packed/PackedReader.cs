using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Likewise.Encoder;

/// <summary>A file of packed weights, mapped and found whole, whose arrays are taken one after the other.</summary>
internal sealed class PackedReader
{
    private readonly MappedFile _file;
    private long _at = PackedHeader.Bytes;

    private PackedReader(MappedFile file, PackedHeader header) => (_file, WeightsDigest) = (file, header.WeightsDigest);

    /// <summary>SHA-256 of the model's weights file, lower-case hex.</summary>
    public string WeightsDigest { get; }

    /// <summary>1. map the file; 2. check its head; 3. check every byte of its body.</summary>
    /// <exception cref="FormatException">It is damaged, of another layout, or made of something else.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static PackedReader Open(string path, ReadOnlySpan<byte> key)
    {
        // 1. Map the file. An empty one cannot be mapped.
        if (new FileInfo(path) is { Exists: true, Length: 0 }) throw new FormatException("it is empty");
        var file = MappedFile.Open(path);

        // 2. Check its head.
        var header = PackedHeader.Read(file.Bytes(0, (int)Math.Min(file.Length, PackedHeader.Bytes)), file.Length, key);
        if (header.BodyBytes % PackedHeader.Alignment != 0) throw new FormatException("its arrays are not whole");

        // 3. Check every byte of its body.
        if (ComputeChecksum(file) != header.BodyChecksum) throw new FormatException("it is damaged");
        return new PackedReader(file, header);
    }

    /// <summary>The next array, which must have this many elements. Keeps the file mapped.</summary>
    public ReadOnlyMemory<T> Next<T>(int count)
        where T : unmanaged =>
        NextBytes() == (long)count * Unsafe.SizeOf<T>()
            ? Take<T>(count)
            : throw new FormatException("an array has another length");

    /// <summary>A copy of the next array, which must have this many elements.</summary>
    public T[] NextCopy<T>(int count)
        where T : unmanaged => Next<T>(count).ToArray();

    /// <summary>The next array, however long. Keeps the file mapped.</summary>
    public ReadOnlyMemory<T> Next<T>()
        where T : unmanaged =>
        NextBytes() is var bytes && bytes % Unsafe.SizeOf<T>() == 0 && bytes / Unsafe.SizeOf<T>() <= int.MaxValue
            ? Take<T>((int)(bytes / Unsafe.SizeOf<T>()))
            : throw new FormatException("an array is of something else");

    /// <summary>Makes sure that every array was taken.</summary>
    public void End()
    {
        if (_at != _file.Length) throw new FormatException("it has more in it than is known of");
    }

    private long NextBytes()
    {
        if (_at == _file.Length) throw new FormatException("it ends too early");
        var bytes = MemoryMarshal.Read<long>(_file.Bytes(_at, sizeof(long)));
        if (bytes < 0 || bytes > _file.Length - _at - PackedHeader.Alignment)
            throw new FormatException("an array does not end in it");
        return bytes;
    }

    private ReadOnlyMemory<T> Take<T>(int count)
        where T : unmanaged
    {
        var start = _at + PackedHeader.Alignment;
        _at = PackedHeader.Align(start + (long)count * Unsafe.SizeOf<T>());
        return _file.Elements<T>(start, count);
    }

    private static uint ComputeChecksum(MappedFile file)
    {
        const int Stretch = BlockChecksum.Abreast * BlockChecksum.BlockBytes;
        var (sum, at) = (BlockChecksum.Empty, (long)PackedHeader.Bytes);
        for (; file.Length - at >= Stretch; at += Stretch)
            sum = BlockChecksum.AppendFour(sum, file.Bytes(at, Stretch));
        for (int count; (count = (int)Math.Min(BlockChecksum.BlockBytes, file.Length - at)) > 0; at += count)
            sum = BlockChecksum.Append(sum, BlockChecksum.Of(file.Bytes(at, count)));
        GC.KeepAlive(file);
        return sum;
    }
}
