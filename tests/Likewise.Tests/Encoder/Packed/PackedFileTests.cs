using System.Buffers.Binary;
using Likewise.Encoder;
using Likewise.Tests.Sqlite;

namespace Likewise.Tests.Encoder.Packed;

/// <summary>The file itself: its bytes, its checksums, and where it is kept.</summary>
public sealed class PackedFileTests : IDisposable
{
    private static readonly byte[] Key = [.. Enumerable.Range(1, 32).Select(value => (byte)value)];
    private static readonly string Digest = string.Concat(Enumerable.Repeat("0123456789abcdef", 4));

    private readonly string _directory = Directory.CreateTempSubdirectory("likewise-packed-").FullName;

    private string At => Path.Combine(_directory, "a.packed");

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void A_file_is_written_as_released_versions_write_it()
    {
        Write(At, [1f, -2.5f, 3f], [7, 8], "héllo");
        var golden = Path.Combine(AppContext.BaseDirectory, "Golden", "packed-weights-1.bin");
        Assert.Equal(File.ReadAllBytes(golden), File.ReadAllBytes(At));
    }

    [Fact]
    public void A_file_of_every_released_version_is_read()
    {
        var packed = PackedReader.Open(Path.Combine(AppContext.BaseDirectory, "Golden", "packed-weights-1.bin"), Key);
        Assert.Equal(Digest, packed.WeightsDigest);
        Assert.Equal([1f, -2.5f, 3f], packed.Next<float>(3).ToArray());
        Assert.Equal([7, 8], packed.NextCopy<int>(2));
        Assert.Equal("héllo", packed.Next<char>().ToString());
        packed.End();
        Assert.Throws<FormatException>(() => packed.Next<int>());
    }

    [Fact]
    public void An_array_of_another_length_or_one_too_many_is_a_fault()
    {
        Write(At, [1f, 2f, 3f], [], "");
        var packed = PackedReader.Open(At, Key);
        Assert.Throws<FormatException>(() => packed.Next<float>(2));
        Assert.Throws<FormatException>(() => packed.Next<long>());
        Assert.Throws<FormatException>(packed.End);
    }

    [Fact]
    public void Another_version_layout_key_or_byte_order_is_turned_down_by_name()
    {
        Write(At, [1f], [], "");
        var whole = File.ReadAllBytes(At);
        AssertTurnedDown("version 2", bytes => bytes[8] = 2);
        AssertTurnedDown("byte order", bytes => bytes.AsSpan(12, 4).Reverse());
        AssertTurnedDown("something else", bytes => bytes[40] ^= 1);
        AssertTurnedDown("no file of packed weights", bytes => bytes[0] = (byte)'X');

        void AssertTurnedDown(string reason, Action<byte[]> change)
        {
            var changed = whole.ToArray();
            change(changed);
            // The head is whole again: what is turned down is what it says.
            changed.AsSpan(28, 4).Clear();
            BinaryPrimitives.WriteUInt32LittleEndian(
                changed.AsSpan(28), BlockChecksum.Of(changed.AsSpan(0, PackedHeader.Bytes)));
            File.WriteAllBytes(At, changed);
            var fault = Assert.Throws<FormatException>(() => PackedReader.Open(At, Key));
            Assert.Contains(reason, fault.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Checksums_are_those_of_the_standard()
    {
        // RFC 3720, B.4: CRC-32C of 32 bytes of zeros and of ones; there the register is inverted at the end.
        Assert.Equal(0x8A9136AAu, ~BlockChecksum.Of(new byte[32]));
        Assert.Equal(0x62A8AB43u, ~BlockChecksum.Of([.. Enumerable.Repeat((byte)0xFF, 32)]));
    }

    [Fact]
    public void Four_blocks_side_by_side_give_what_they_give_one_by_one()
    {
        var blocks = new byte[BlockChecksum.Abreast * BlockChecksum.BlockBytes];
        new Random(3).NextBytes(blocks);
        var expected = BlockChecksum.Empty;
        foreach (var block in blocks.Chunk(BlockChecksum.BlockBytes))
            expected = BlockChecksum.Append(expected, BlockChecksum.Of(block));
        Assert.Equal(expected, BlockChecksum.AppendFour(BlockChecksum.Empty, blocks));
    }

    [Fact]
    public void A_damaged_bit_anywhere_in_many_blocks_is_noticed()
    {
        Write(At, [.. Enumerable.Range(0, 100_000).Select(value => (float)value)], [1], "");
        var whole = File.ReadAllBytes(At);
        for (var at = PackedHeader.Bytes; at < whole.Length; at += 9_973)
        {
            whole[at] ^= 4;
            File.WriteAllBytes(At, whole);
            Assert.Throws<FormatException>(() => PackedReader.Open(At, Key));
            whole[at] ^= 4;
        }
        File.WriteAllBytes(At, whole);
        Assert.Equal(99_999f, PackedReader.Open(At, Key).Next<float>(100_000).Span[^1]);
    }

    [Fact]
    public void A_writer_that_is_let_go_leaves_nothing()
    {
        using (var writer = new PackedWriter(At))
            writer.Append<float>([1, 2]);
        Assert.Empty(Directory.GetFileSystemEntries(_directory));
    }

    [Fact]
    public void Where_the_first_place_takes_nothing_the_second_does_and_both_are_looked_in()
    {
        // A file stands where the directory would be, so nothing can be written there, whoever runs this.
        var (blocked, log) = (Path.Combine(_directory, "blocked"), new RecordingLogger());
        File.WriteAllText(blocked, "");
        var second = Path.Combine(_directory, "second");
        var cache = new PackedCache(Key, [blocked, second], log);
        cache.Keep(Digest, writer => writer.Append<int>([5]));
        Assert.Single(Directory.GetFiles(second));
        Assert.NotNull(cache.Find());
        Assert.Empty(log.Messages);
    }

    [Fact]
    public void Where_no_place_takes_anything_that_is_said_once()
    {
        var (blocked, log) = (Path.Combine(_directory, "blocked"), new RecordingLogger());
        File.WriteAllText(blocked, "");
        var cache = new PackedCache(Key, [blocked, Path.Combine(blocked, "deeper")], log);
        cache.Keep(Digest, writer => writer.Append<int>([5]));
        Assert.Null(cache.Find());
        Assert.Contains("not kept", Assert.Single(log.Messages), StringComparison.Ordinal);
    }

    [Fact]
    public void A_place_keeps_no_more_files_than_its_limit_and_never_drops_the_newest()
    {
        for (var i = 0; i < 2 * PackedCache.MostFiles; i++)
        {
            var cache = new PackedCache([(byte)i, .. Key[1..]], [_directory], log: null);
            cache.Keep(Digest, writer => writer.Append<int>([5]));
            Assert.NotNull(cache.Find());
            Assert.InRange(Directory.GetFiles(_directory).Length, 1, PackedCache.MostFiles);
        }
    }

    private static void Write(string path, float[] floats, int[] integers, string text)
    {
        using var writer = new PackedWriter(path);
        writer.Append<float>(floats);
        writer.Append<int>(integers);
        writer.Append<char>(text);
        writer.Commit(Key, Digest);
    }
}
