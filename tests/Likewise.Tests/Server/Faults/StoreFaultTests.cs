using System.Net;
using Likewise.Sqlite;
using SQLitePCL;

namespace Likewise.Tests.Server;

/// <summary>A store whose file another process has locked: callers get their answers, and storing goes on afterwards.</summary>
public sealed class StoreFaultTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory();

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public async Task While_the_file_is_locked_answers_are_given_and_not_stored_and_afterwards_they_are()
    {
        var path = Path.Combine(_directory.FullName, "likewise.db");
        var options = new SqliteStoreOptions { Path = path, BusyTimeout = TimeSpan.FromMilliseconds(50) };
        var store = await SqliteEntryStore.OpenAsync(options, cancellationToken: TestContext.Current.CancellationToken);
        await using var upstream = await ScriptedUpstream.StartAsync();
        await using var server = await RunningServer.StartAsync(upstream, store: store);
        Assert.Equal(HttpStatusCode.OK, (await server.ChatAsync("Where is my order?")).StatusCode);

        using (var other = Connection.Open(path, raw.SQLITE_OPEN_READWRITE, TimeSpan.FromSeconds(5)))
        {
            other.Execute("BEGIN IMMEDIATE");
            var reply = await server.ChatAsync("How do I bake bread?");
            Assert.Equal((HttpStatusCode.OK, "miss"), (reply.StatusCode, reply.Cache()));
            Assert.DoesNotContain("stored", reply.Header("Cache-Status"), StringComparison.Ordinal);
            Assert.Equal("hit", (await server.ChatAsync("Where is my order?")).Cache());
            Assert.Equal(1, server.Entries);
            other.Execute("ROLLBACK");
        }

        await server.ChatAsync("How do I bake bread?");
        Assert.Equal("hit", (await server.ChatAsync("How do I bake bread?")).Cache());
        Assert.Equal(2, server.Entries);
    }
}
