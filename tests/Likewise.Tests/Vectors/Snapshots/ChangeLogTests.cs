using Likewise.Vectors;
using Likewise.Vectors.Snapshots;

namespace Likewise.Tests.Vectors.Snapshots;

public sealed class ChangeLogTests : IDisposable
{
    private static readonly LogHeader Header = new(FourLetters.Of("ROWS"), 3, new(5, 0xAB));

    private readonly string _directory = Directory.CreateTempSubdirectory().FullName;

    private string At => Path.Combine(_directory, "index.lwl");

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void A_replay_gives_what_was_logged()
    {
        var large = new byte[ChangeRecord.RowBytesMax];
        new Random(1).NextBytes(large);
        using (var log = ChangeLog.Create(At, Header))
        {
            for (var i = 0; i < 20; i++)
                log.Add(i, large);
            log.Add(-1, []);
            log.Add(-2, [1, 2, 3]);
            log.Add(-2, [4]);
            log.Remove(7);
            log.Remove(99);
            log.Write();
            Assert.Equal(new FileInfo(At).Length, log.Bytes);

            var rows = new RecoverableRows();
            Assert.Equal(new LogReplay(log.To, log.Bytes, 0), LogReplay.Run(At, Header, rows));
            Assert.Equal(Header.From.Sequence + 25, log.To.Sequence);
            Assert.Equal([-2, -1, 0, 1, 2, 3, 4, 5, 6, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19], rows.Held.Keys);
            Assert.Equal([4], rows.Held[-2]);
            Assert.Equal(large, rows.Held[19]);
            Assert.Throws<ArgumentOutOfRangeException>(() => log.Add(1, new byte[ChangeRecord.RowBytesMax + 1]));
        }
    }

    [Fact]
    public void Version_1_stays_readable_and_is_what_is_written()
    {
        WriteSample();

        var golden = Path.Combine(AppContext.BaseDirectory, "Golden", "vector-log-1.bin");
        Assert.Equal(File.ReadAllBytes(golden), File.ReadAllBytes(At));
    }

    [Fact]
    public void A_log_torn_at_any_byte_gives_every_whole_record_and_goes_on()
    {
        var ends = WriteSample();
        var whole = File.ReadAllBytes(At);
        for (var length = 0; length < whole.Length; length++)
        {
            File.WriteAllBytes(At, whole[..length]);
            if (length < LogHeader.Bytes)
            {
                Assert.Equal(VectorSnapshotFault.Truncated, Refusal());
                continue;
            }

            var rows = new RecoverableRows();
            var replay = LogReplay.Run(At, Header, rows);
            var records = ends.Count(end => end <= length) - 1;
            Assert.Equal((Header.From.Sequence + records, ends[records]), (replay.To.Sequence, replay.EndBytes));
            Assert.Equal(length - ends[records], replay.DroppedBytes);

            using (var log = ChangeLog.Resume(At, Header, replay))
            {
                log.Add(77, [7]);
                log.Write();
            }

            Assert.Equal(records + 1, LogReplay.Run(At, Header, rows).To.Sequence - Header.From.Sequence);
            Assert.Equal([7], rows.Held[77]);
        }
    }

    [Fact]
    public void A_tail_that_power_left_as_zeros_or_noise_is_dropped()
    {
        WriteSample();
        var whole = File.ReadAllBytes(At);
        var noise = new byte[10_000];
        new Random(3).NextBytes(noise);
        foreach (var tail in (byte[][])[new byte[1], new byte[10_000], noise])
        {
            File.WriteAllBytes(At, [.. whole, .. tail]);
            Assert.Equal((whole.Length, tail.Length), (Run().EndBytes, Run().DroppedBytes));
        }
    }

    [Fact]
    public void Every_flipped_bit_is_found_and_refused_unless_it_may_be_a_torn_end()
    {
        var ends = WriteSample();
        var whole = File.ReadAllBytes(At);
        for (var bit = 0; bit < whole.Length * 8; bit++)
        {
            whole[bit / 8] ^= (byte)(1 << (bit % 8));
            File.WriteAllBytes(At, whole);
            whole[bit / 8] ^= (byte)(1 << (bit % 8));

            if (bit / 8 >= ends[^2])
                Assert.Equal((ends[^2], ends[^1] - ends[^2]), (Run().EndBytes, Run().DroppedBytes));
            else if (bit / 8 >= 20)
                Assert.Equal(VectorSnapshotFault.Corrupt, Refusal());
            else
                Assert.NotEqual(VectorSnapshotFault.WrongHistory, Refusal());
        }
    }

    [Fact]
    public void A_record_that_is_missing_or_there_twice_is_found()
    {
        var ends = WriteSample();
        var whole = File.ReadAllBytes(At);

        File.WriteAllBytes(At, [.. whole[..(int)ends[0]], .. whole[(int)ends[1]..]]);
        Assert.Equal(VectorSnapshotFault.Corrupt, Refusal());

        File.WriteAllBytes(At, [.. whole[..(int)ends[1]], .. whole[(int)ends[0]..]]);
        Assert.Equal(VectorSnapshotFault.Corrupt, Refusal());
    }

    [Fact]
    public void A_log_of_another_snapshot_is_refused()
    {
        WriteSample();

        Assert.Equal(VectorSnapshotFault.WrongHistory, Refusal(Header with { From = new(5, 0xAC) }));
        Assert.Equal(VectorSnapshotFault.WrongHistory, Refusal(Header with { From = new(4, 0xAB) }));
        Assert.Equal(VectorSnapshotFault.WrongDimension, Refusal(Header with { Dimension = 4 }));
        Assert.Equal(VectorSnapshotFault.WrongKind, Refusal(Header with { Kind = FourLetters.Of("ELSE") }));
        using (var writer = new SnapshotWriter(At, Header.Kind, 3))
            writer.Commit();
        Assert.Equal(VectorSnapshotFault.Foreign, Refusal());
    }

    [Fact]
    public void Histories_part_with_the_first_change_that_differs()
    {
        var points = new HashSet<HistoryPoint>();
        foreach (var row in (byte[][])[[1], [2], [1, 0]])
        {
            using var log = ChangeLog.Create(At, Header);
            log.Add(1, row);
            Assert.True(points.Add(log.To));
            log.Add(2, [9]);
            Assert.True(points.Add(log.To));
        }
    }

    /// <returns>Where the header and each record end.</returns>
    private long[] WriteSample()
    {
        using var log = ChangeLog.Create(At, Header);
        var ends = new List<long> { log.Bytes };
        foreach (var change in (Action[])[() => log.Add(1, [1, 2, 3]), () => log.Remove(-1), () => log.Add(9, new byte[16])])
        {
            change();
            ends.Add(log.Bytes);
        }

        log.Write();
        log.Sync();
        return [.. ends];
    }

    private LogReplay Run() => LogReplay.Run(At, Header, new RecoverableRows());

    private VectorSnapshotFault Refusal(LogHeader? expected = null) => Assert.Throws<VectorSnapshotException>(
        () => LogReplay.Run(At, expected ?? Header, new RecoverableRows())).Fault;
}
