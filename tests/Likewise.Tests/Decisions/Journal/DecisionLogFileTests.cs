using Likewise.Tests.Fixtures;
using Microsoft.Extensions.Logging.Abstractions;

namespace Likewise.Tests.Decisions.Journal;

/// <summary>What becomes of a log whose process was killed, whose disk fails, and that grows too large.</summary>
public sealed class DecisionLogFileTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory();

    private string FilePath => Path.Combine(_directory.FullName, "decisions.log");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _directory.Delete(recursive: true);

    /// <summary>A process may be killed after any byte: whatever is whole is read, and the next run goes on behind it.</summary>
    [Fact]
    public async Task Wherever_the_file_ends_all_whole_blocks_before_are_read_and_the_next_run_goes_on()
    {
        await WriteAsync("reset password", "opening hours", "refund");
        var whole = await File.ReadAllBytesAsync(FilePath, Token);
        var before = int.MaxValue;
        for (var length = whole.Length; length >= 0; length -= 7)
        {
            await File.WriteAllBytesAsync(FilePath, whole[..length], Token);
            var lookups = DecisionLogFile.Read(FilePath).OfType<LoggedLookup>().Count();
            Assert.True(lookups <= before, $"{lookups} after {before}");
            before = lookups;

            await WriteAsync("warranty");
            var read = DecisionLogFile.Read(FilePath).ToArray();
            Assert.Equal(lookups + 1, read.OfType<LoggedLookup>().Count());
            Assert.Empty(read.OfType<LoggedGap>());
            Assert.Single(Directory.GetFiles(_directory.FullName));
        }

        Assert.Equal(0, before);
    }

    [Fact]
    public async Task Damage_is_a_gap_that_says_how_much_is_lost_and_the_next_file_goes_on()
    {
        await WriteAsync("reset password", "opening hours");
        var bytes = await File.ReadAllBytesAsync(FilePath, Token);
        bytes[^10] ^= 0x10;
        await File.WriteAllBytesAsync(FilePath + ".1", bytes, Token);
        File.Delete(FilePath);
        await WriteAsync("refund");

        var records = DecisionLogFile.Read(FilePath).ToArray();

        Assert.InRange(Assert.Single(records.OfType<LoggedGap>()).DamagedBytes, 10, bytes.Length);
        Assert.IsType<LoggedLookup>(records.Last(record => record is LoggedLookup));
        Assert.Equal(2, records.OfType<LoggedRun>().Count());
    }

    [Fact]
    public async Task A_log_that_grows_too_large_lets_its_oldest_part_go_and_stays_readable()
    {
        const long BytesMax = 1 << 20;
        var options = new DecisionLogOptions { Path = FilePath, BytesMax = BytesMax, QueueMax = 1_000_000 };
        await using (var journal = Journal(options, new CacheCounters(64, new NamespaceLedger(0, []))))
        {
            var summary = Summary("reset password");
            for (var turn = 0; turn < 60; turn++)
            {
                for (var at = 0; at < 1_000; at++)
                    journal.AddOutcome(null, summary with { Id = EntryId.New() }, isRight: true, OutcomeSource.Feedback);
                await journal.FlushAsync(Token);
            }
        }

        var files = Directory.GetFiles(_directory.FullName);
        Assert.Equal(8, files.Length);
        Assert.InRange(files.Sum(file => new FileInfo(file).Length), BytesMax * 2 / 5, BytesMax);
        var records = DecisionLogFile.Read(FilePath).ToArray();
        Assert.Empty(records.OfType<LoggedGap>());
        Assert.Single(records.OfType<LoggedRun>().Select(run => run.Id).Distinct());
        var entries = records.OfType<LoggedEntry>().Select(entry => entry.Number).ToHashSet();
        Assert.All(records.OfType<LoggedOutcome>(), outcome => Assert.Contains(outcome.Entry, entries));
    }

    [Fact]
    public async Task A_disk_that_fails_costs_records_which_are_counted_and_no_request()
    {
        var time = new ManualTime();
        var counters = new CacheCounters(64, new NamespaceLedger(0, []));
        var options = new DecisionLogOptions { Path = FilePath };
        await using (var journal = Journal(options, counters, time))
        {
            Directory.CreateDirectory(FilePath); // Where the file should be, so that it cannot be opened.
            for (var at = 0; at < 3; at++)
                journal.AddOutcome(null, Summary("refund"), isRight: true, OutcomeSource.Feedback);
            await journal.FlushAsync(Token);
            Assert.Equal(3, counters.DecisionsNotLogged);

            Directory.Delete(FilePath);
            time.Advance(TimeSpan.FromSeconds(6));
            journal.AddOutcome(null, Summary("refund"), isRight: true, OutcomeSource.Feedback);
            await journal.FlushAsync(Token);
        }

        var records = DecisionLogFile.Read(FilePath).ToArray();
        Assert.Equal(3, Assert.Single(records.OfType<LoggedGap>()).Dropped);
        Assert.Single(records.OfType<LoggedOutcome>());
    }

    [Fact]
    public async Task A_full_queue_leaves_records_out_and_says_how_many()
    {
        var counters = new CacheCounters(64, new NamespaceLedger(0, []));
        const int Told = 20_000;
        var options = new DecisionLogOptions { Path = FilePath, QueueMax = 1 };
        await using (var journal = Journal(options, counters))
        {
            var summary = Summary("refund");
            Parallel.For(0, Told, _ => journal.AddOutcome(null, summary, isRight: true, OutcomeSource.Feedback));
            await journal.FlushAsync(Token);
        }

        var records = DecisionLogFile.Read(FilePath).ToArray();
        var written = records.OfType<LoggedOutcome>().Count();
        Assert.InRange(counters.DecisionsNotLogged, 1, Told - 1);
        Assert.Equal(Told, written + counters.DecisionsNotLogged);
        Assert.Equal(counters.DecisionsNotLogged, records.OfType<LoggedGap>().Sum(gap => gap.Dropped));
    }

    [Fact]
    public async Task A_log_can_be_read_while_it_is_written()
    {
        await using var cache = await BuildAsync();
        await cache.MissAsync("refund");
        await cache.FlushAsync(Token);

        Assert.Single(DecisionLogFile.Read(FilePath).OfType<LoggedLookup>());
    }

    private async Task WriteAsync(params string[] prompts)
    {
        await using var cache = await BuildAsync();
        foreach (var prompt in prompts)
        {
            await cache.MissAsync(prompt);
            await cache.FlushAsync(Token); // A block each.
        }
    }

    private ValueTask<SemanticCache> BuildAsync() =>
        Caches.BuildAsync(configure: options => options.DecisionLog.Path = FilePath);

    private static DecisionJournal Journal(DecisionLogOptions options, CacheCounters counters, TimeProvider? time = null)
    {
        var run = new LoggedRun
        {
            Id = 1, At = DateTimeOffset.UnixEpoch, Decision = HitDecision.Threshold, SimilarityMin = 0.9, ConsideredMin = 0.9,
            VerifiedBelow = double.NaN, MaxWrongHits = 0.02,
            Confidence = 0.95, AuditShare = 0, Guards = Guards.All, GuardOrder = [], Verifier = "", Scorer = "", Embedder = "",
            CandidatesMax = 4, EntriesMax = 10, TimeToLive = TimeSpan.FromDays(1), GuardsFrom = 0.5, IncludesText = false,
            IsDurable = true,
        };
        return new DecisionJournal(run, options, counters, time ?? new ManualTime(), NullLogger.Instance);
    }

    private static EntrySummary Summary(string prompt) => new()
    {
        Id = EntryId.New(), Key = default, Tenant = "", Namespace = "default", Model = "", Prompt = prompt,
        Eligibility = Eligibility.Semantic, Embedder = new TopicEmbedder().Identity, CreatedAt = DateTimeOffset.UnixEpoch,
        Expiry = new Expiry(DateTimeOffset.UnixEpoch.AddDays(1), null), Cost = default, PayloadBytes = 1,
    };
}
