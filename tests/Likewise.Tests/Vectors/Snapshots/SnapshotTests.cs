using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Likewise.Vectors;
using Likewise.Vectors.Snapshots;

namespace Likewise.Tests.Vectors.Snapshots;

public sealed class SnapshotTests : IDisposable
{
    private static readonly FourLetters Kind = FourLetters.Of("TEST");
    private static readonly FourLetters Keys = FourLetters.Of("KEYS");
    private static readonly FourLetters Bits = FourLetters.Of("BITS");
    private static readonly FourLetters None = FourLetters.Of("NONE");

    private readonly string _directory = Directory.CreateTempSubdirectory().FullName;

    private string At => Path.Combine(_directory, "index.lws");

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public unsafe void Sections_come_back_as_they_were_written_each_at_a_multiple_of_64_bytes()
    {
        WriteSample(At);

        var snapshot = Snapshot.Open(At);
        snapshot.Verify();
        snapshot.Expect(Kind, 3);

        Assert.Equal([7, -8, 9], snapshot.Section<long>(Keys).AsSpan<long>().ToArray());
        Assert.Equal([1, 2, 3, 4, 5], snapshot.Section<byte>(Bits).AsSpan<byte>().ToArray());
        Assert.Equal(0, snapshot.Section<float>(None).Length);
        Assert.Equal(0, (nint)snapshot.Section<long>(Keys).Start % 64);
        Assert.Equal(0, (nint)snapshot.Section<byte>(Bits).Start % 64);
        Assert.Equal(new HistoryPoint(5, 0xAB), snapshot.Header.At);
        GC.KeepAlive(snapshot);
    }

    [Fact]
    public void Version_1_stays_readable_and_is_what_is_written()
    {
        WriteSample(At);

        Assert.Equal(File.ReadAllBytes(Golden("vector-snapshot-1.bin")), File.ReadAllBytes(At));
    }

    [Fact]
    public void What_is_written_to_a_mapping_stays_out_of_the_file()
    {
        WriteSample(At);
        var before = File.ReadAllBytes(At);

        var keys = Snapshot.Open(At).Section<long>(Keys);
        keys.AsSpan<long>().Fill(42);

        Assert.Equal(before, File.ReadAllBytes(At));
        Assert.Equal([7, -8, 9], Snapshot.Open(At).Section<long>(Keys).AsSpan<long>().ToArray());
        Assert.Equal([42, 42, 42], keys.AsSpan<long>().ToArray());
        GC.KeepAlive(keys);
    }

    [Fact]
    public void A_region_outlives_its_snapshot_its_file_and_the_next_one_of_that_name()
    {
        WriteSample(At);
        var keys = KeysOf(At);

        using (var writer = new SnapshotWriter(At, Kind, 3))
            writer.Commit();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        File.Delete(At);

        Assert.Equal([7, -8, 9], keys.AsSpan<long>().ToArray());
        GC.KeepAlive(keys);
    }

    [Fact]
    public void A_file_cut_short_anywhere_is_refused_as_truncated()
    {
        WriteSample(At);
        var whole = (int)new FileInfo(At).Length;
        for (var length = whole - 1; length >= 0; length--)
        {
            using (var file = File.OpenHandle(At, access: FileAccess.Write))
                RandomAccess.SetLength(file, length);
            Assert.Equal(VectorSnapshotFault.Truncated, Assert.Throws<VectorSnapshotException>(() => Snapshot.Open(At)).Fault);
        }

        File.WriteAllBytes(At, new byte[whole]);
        Assert.Equal(VectorSnapshotFault.Truncated, Assert.Throws<VectorSnapshotException>(() => Snapshot.Open(At)).Fault);
    }

    [Fact]
    public void Every_flipped_bit_is_found()
    {
        WriteSample(At);
        var whole = File.ReadAllBytes(At);
        var (keys, bits) = (SnapshotHeader.Bytes, SnapshotHeader.Bytes + 64);
        for (var bit = 0; bit < whole.Length * 8; bit++)
        {
            Put(bit / 8, (byte)(whole[bit / 8] ^ (1 << (bit % 8))));
            var refused = Assert.Throws<VectorSnapshotException>(() => Snapshot.Open(At).Verify());
            Put(bit / 8, whole[bit / 8]);

            if (bit / 8 >= 20)
                Assert.Equal(VectorSnapshotFault.Corrupt, refused.Fault);
            Assert.Equal(bit / 8 >= bits ? "BITS" : bit / 8 >= keys ? "KEYS" : null, refused.Section);
        }
    }

    [Fact]
    public void Bytes_behind_the_end_are_refused()
    {
        WriteSample(At);
        File.AppendAllBytes(At, new byte[64]);

        var refused = Assert.Throws<VectorSnapshotException>(() => Snapshot.Open(At));

        Assert.Equal(VectorSnapshotFault.Corrupt, refused.Fault);
        Assert.Contains("64 bytes too many", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_not_ours_or_newer_or_of_another_sort_is_refused_as_that()
    {
        File.WriteAllText(At, new string('x', 5000));
        Assert.Equal(VectorSnapshotFault.Foreign, Assert.Throws<VectorSnapshotException>(() => Snapshot.Open(At)).Fault);

        WriteSample(At);
        var snapshot = Snapshot.Open(At);
        Assert.Equal(VectorSnapshotFault.WrongKind, Refusal(() => snapshot.Expect(Keys, 3)));
        Assert.Equal(VectorSnapshotFault.WrongDimension, Refusal(() => snapshot.Expect(Kind, 4)));
        Assert.Equal(VectorSnapshotFault.Corrupt, Refusal(() => snapshot.Section<int>(Keys)));
        Assert.Equal(VectorSnapshotFault.Corrupt, Refusal(() => snapshot.Section<int>(FourLetters.Of("GONE"))));

        // A newer version that older readers may read is read; one that they may not is not.
        Patch(8, 2);
        Assert.Equal(3, Snapshot.Open(At).Header.Dimension);
        Patch(12, 2);
        Assert.Equal(VectorSnapshotFault.Newer, Refusal(() => Snapshot.Open(At)));
    }

    [Fact]
    public void A_write_that_fails_leaves_the_former_file_and_nothing_else()
    {
        WriteSample(At);
        var before = File.ReadAllBytes(At);

        using (var writer = new SnapshotWriter(At, Kind, 3))
        {
            writer.Write<byte>(Bits, new byte[1_000_000]);
            Assert.Throws<InvalidOperationException>(() => writer.Begin<byte>(Bits));
        }

        Assert.Equal(before, File.ReadAllBytes(At));
        Assert.Equal([At], Directory.GetFileSystemEntries(_directory));
    }

    [Fact]
    public async Task Bytes_that_change_while_they_are_written_do_not_spoil_the_file()
    {
        var bytes = new byte[8 << 20];
        using var written = new CancellationTokenSource();
        var changing = Task.Run(() =>
        {
            for (byte value = 0; !written.IsCancellationRequested; value++)
                bytes.AsSpan().Fill(value);
        }, TestContext.Current.CancellationToken);
        SpinWait.SpinUntil(() => Volatile.Read(ref bytes[0]) != 0);

        using (var writer = new SnapshotWriter(At, Kind, 3))
        {
            writer.Write<byte>(Bits, bytes);
            writer.Commit();
        }

        await written.CancelAsync();
        await changing;
        Snapshot.Open(At).Verify();
    }

    [Fact]
    public void A_write_that_cannot_take_its_name_leaves_nothing()
    {
        Directory.CreateDirectory(At);

        using (var writer = new SnapshotWriter(At, Kind, 3))
            Assert.ThrowsAny<SystemException>(() => writer.Commit());

        Assert.Equal([At], Directory.GetFileSystemEntries(_directory));
    }

    /// <summary>What a killed process leaves is a draft: it is never read, and the next write takes its place.</summary>
    [Fact]
    public void A_draft_left_behind_is_overwritten()
    {
        File.WriteAllBytes(At + DraftFile.Suffix, new byte[100_000]);

        WriteSample(At);

        Snapshot.Open(At).Verify();
        Assert.Equal([At], Directory.GetFileSystemEntries(_directory));
    }

    [Fact]
    public void Sections_beyond_2_GiB_are_reached()
    {
        var far = new SnapshotSection(Bits, 1, SnapshotHeader.Bytes, (5L << 29) + 1, 0);
        var last = new SnapshotSection(Keys, 8, far.End, 64, 0);
        var start = new byte[SnapshotHeader.Bytes];
        new SnapshotHeader(Kind, 3, default, [far, last]).Write(start);
        using (var file = File.OpenHandle(At, FileMode.CreateNew, FileAccess.Write))
        {
            RandomAccess.SetLength(file, last.End); // Sparse: it takes a page or two.
            RandomAccess.Write(file, start, 0);
            RandomAccess.Write(file, MemoryMarshal.AsBytes<long>([77]), last.Offset + 56);
        }

        var snapshot = Snapshot.Open(At);

        Assert.Equal(77, snapshot.Section<long>(Keys).AsSpan<long>()[7]);
        Assert.Equal(far.Bytes, snapshot.Section<byte>(Bits).Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => snapshot.Section<byte>(Bits).Slice(far.Bytes, 1));
        GC.KeepAlive(snapshot);
    }

    [Theory]
    [InlineData("ABC")]
    [InlineData("ABCDE")]
    [InlineData("AB D")]
    [InlineData("ABCé")]
    public void Names_are_four_letters(string letters) => Assert.Throws<ArgumentException>(() => FourLetters.Of(letters));

    private static void WriteSample(string path)
    {
        using var writer = new SnapshotWriter(path, Kind, 3);
        writer.Begin<long>(Keys);
        writer.Append<long>([7, -8]);
        writer.Append<long>([9]);
        writer.Write<float>(None, []);
        writer.Write<byte>(Bits, [1, 2, 3, 4, 5]);
        writer.Commit(new HistoryPoint(5, 0xAB));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static MappedRegion KeysOf(string path) => Snapshot.Open(path).Section<long>(Keys);

    private static VectorSnapshotFault Refusal(Action action) => Assert.Throws<VectorSnapshotException>(action).Fault;

    private static string Golden(string name) => Path.Combine(AppContext.BaseDirectory, "Golden", name);

    private void Put(int at, byte value)
    {
        using var file = File.OpenHandle(At, access: FileAccess.Write);
        RandomAccess.Write(file, [value], at);
    }

    private void Patch(int at, byte value)
    {
        var bytes = File.ReadAllBytes(At);
        bytes[at] = value;
        FileMark.Seal(bytes.AsSpan(0, SnapshotHeader.Bytes), hashAt: 56);
        File.WriteAllBytes(At, bytes);
    }
}
