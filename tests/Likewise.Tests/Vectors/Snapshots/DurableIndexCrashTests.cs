using System.Globalization;
using Likewise.Crash;
using Likewise.Tests.Sqlite;
using Likewise.Vectors;

namespace Likewise.Tests.Vectors.Snapshots;

/// <summary>
/// Goal: what was flushed survives a kill, and what was removed does not come back. Method: a real process changes, flushes and
/// compacts without pause and says what was flushed; it is killed some milliseconds after some line; the directory is opened and
/// must hold exactly what a known history holds after as many changes as it says, which are no fewer than were flushed.
/// </summary>
public sealed class DurableIndexCrashTests : IDisposable
{
    /// <summary>Kills; <c>LIKEWISE_KILL_ROUNDS</c> asks for more.</summary>
    private static readonly int Rounds = int.Parse(
        Environment.GetEnvironmentVariable("LIKEWISE_KILL_ROUNDS") ?? "5", CultureInfo.InvariantCulture);

    private readonly string _root = Directory.CreateTempSubdirectory().FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string At => Path.Combine(_root, "index");

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Theory]
    [InlineData("flat")]
    [InlineData("binary")]
    [InlineData("codes")]
    [InlineData("adaptive")]
    public async Task A_kill_at_any_moment_loses_nothing_flushed_and_brings_nothing_back(string kind)
    {
        var random = new Random(kind.Length);
        for (var round = 0; round < Rounds; round++)
        {
            var flushed = await RunAndKillAsync(kind, random);

            using var opened = DurableIndex.Open(At, CrashVectors.Create(kind));
            var changes = (int)opened.Recovery.Changes;
            Assert.True(changes >= flushed, $"{flushed} changes were flushed, {changes} are there.");
            Assert.Empty(opened.Recovery.Refused);
            Check(opened, CrashVectors.Held(changes));
        }
    }

    private async Task<int> RunAndKillAsync(string kind, Random random)
    {
        using var process = CrashProcess.Start("vectors", At, kind);
        var flushed = 0;
        for (var lines = random.Next(1, 60); lines > 0; lines--)
        {
            if (await process.ReadLineAsync(Cancellation) is not { } said)
            {
                await process.FailAsync(Cancellation);
                break;
            }

            flushed = int.Parse(said.AsSpan("flushed ".Length), CultureInfo.InvariantCulture);
        }

        Thread.SpinWait(random.Next(500_000)); // Right after a flush there is little to lose.
        await process.KillAsync(Cancellation);
        return flushed;
    }

    private static void Check(VectorIndex index, Dictionary<long, int> held)
    {
        Assert.Equal(held.Count, index.Count);
        var found = new Neighbor[1];
        foreach (var (key, change) in held)
        {
            Assert.Equal(1, index.Search(CrashVectors.Vector(change), 0.9f, found));
            Assert.Equal(key, found[0].Key);
        }
    }
}
