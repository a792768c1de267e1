using System.Globalization;
using Likewise.Crash;
using Likewise.Sqlite;

namespace Likewise.Tests.Sqlite.Upkeep;

/// <summary>
/// Goal: whatever a whole cache was doing when it was killed, what it had acknowledged holds in the next process. Method: a real
/// process stores, evicts and takes away in several threads, some of them while it still reads its store; it says what it is
/// about to do and what is done, and is killed at a random moment. Then each question is asked in this process: its answer must
/// be what was acknowledged last, or what was about to happen, whole. <c>LIKEWISE_KILL_ROUNDS</c> asks for more rounds.
/// </summary>
public sealed class CacheKillTests : IDisposable
{
    private const int Absent = 0;

    private static readonly int Rounds = Setting("LIKEWISE_KILL_ROUNDS", 3);

    private readonly StoreDirectory _directory = new();
    private readonly Random _random = new(Setting("LIKEWISE_KILL_SEED", 20_260_401));

    /// <summary>What each slot may answer: one version, and others where the kill fell between word and deed.</summary>
    private readonly HashSet<int>[] _allowed =
        [.. Enumerable.Range(0, CrashCache.Slots).Select(_ => new HashSet<int> { Absent })];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData("store")]
    [InlineData("evict")]
    [InlineData("invalidate")]
    public async Task What_was_acknowledged_holds_after_a_kill(string what)
    {
        var acknowledged = 0;
        for (var round = 0; round < Rounds; round++)
        {
            acknowledged += await RunAndKillAsync(what, first: 1 + round + (round * 100_000), lines: _random.Next(2, 800));
            if (_random.Next(3) > 0 || round == Rounds - 1) // Some kills are left for the next process to recover from.
                await VerifyAsync(isSmall: what == "evict", fillsInBackground: _random.Next(2) == 0);
        }

        Assert.True(acknowledged > Rounds * 20, $"Only {acknowledged} deeds were acknowledged: the test has tested little.");
    }

    private async Task<int> RunAndKillAsync(string what, int first, int lines)
    {
        using var process = CrashProcess.Start("cache", _directory.StorePath, what, first.ToString(CultureInfo.InvariantCulture));

        // Between two lines is where the work is done.
        return await process.KillAfterAsync(lines, Note, Token, () => Thread.SpinWait(_random.Next(200_000)));
    }

    /// <returns>Whether the line acknowledges something.</returns>
    private bool Note(string line)
    {
        if (line.Split(' ') is not [var verb, var slotText, var versionText])
            return false;

        var slot = int.Parse(slotText, CultureInfo.InvariantCulture);
        var version = int.Parse(versionText, CultureInfo.InvariantCulture);
        var isDone = verb is "stored" || verb.StartsWith("took", StringComparison.Ordinal);
        foreach (var affected in Enumerable.Range(0, CrashCache.Slots).Where(other => IsAffected(verb, slot, other)))
        {
            if (isDone)
                _allowed[affected].Clear();
            _allowed[affected].Add(version);
        }

        return isDone;
    }

    private static bool IsAffected(string verb, int slot, int other) => verb.Split('-')[^1] switch
    {
        "tag" => CrashCache.Tag(other) == CrashCache.Tag(slot),
        "tenant" => CrashCache.Tenant(other) == CrashCache.Tenant(slot),
        _ => other == slot,
    };

    private async Task VerifyAsync(bool isSmall, bool fillsInBackground)
    {
        await using (var store = await CrashUpkeep.OpenAsync(_directory.StorePath))
        await using (var cache = await CrashCache.BuildAsync(store, isSmall, fillsInBackground))
        {
            for (var slot = 0; slot < CrashCache.Slots; slot++)
            {
                var hit = await cache.LookupAsync(CrashCache.Request(slot), Token) as LookupHit;
                var version = hit is null ? Absent : int.Parse(hit.Response.Text.Split(' ')[0], CultureInfo.InvariantCulture);
                Assert.True(_allowed[slot].Contains(version) || (isSmall && hit is null),
                    $"Slot {slot} answers with {version}, which is none of {string.Join(", ", _allowed[slot])}.");
                if (hit is not null)
                    Assert.Equal(CrashCache.Answer(slot, version), hit.Response.Text);
                _allowed[slot] = [version];
            }

            await cache.WhenFilledAsync(Token);
            await cache.FlushAsync(Token);
            if (isSmall)
                Assert.InRange(cache.GetStatistics().Entries, 0, CrashCache.Few);
            else
                Assert.Equal(_allowed.Count(allowed => !allowed.Contains(Absent)), cache.GetStatistics().Entries);
            Assert.Equal(cache.GetStatistics().Entries, (await store.MeasureAsync(Token)).Entries);
        }

        var report = await new SqliteStoreFile(_directory.Options()).CheckAsync(cancellationToken: Token);
        Assert.True(report.IsSound, string.Join("; ", report.Findings));
    }

    private static int Setting(string name, int value) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : value;
}
