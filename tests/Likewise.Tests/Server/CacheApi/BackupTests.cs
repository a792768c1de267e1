using System.Net;
using Likewise.Sqlite;
using Likewise.Tests.Cli;
using Likewise.Tests.Server.OpenApi;

namespace Likewise.Tests.Server.CacheApi;

public sealed class BackupTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task The_operator_makes_a_backup_while_the_server_serves()
    {
        await using var server = await StartAsync();
        await server.StoreAsync("one", "1");

        var made = await server.OkAsync("/backup", """{"name": "monday"}""");

        Assert.Equal((1, "monday"), (made.GetProperty("entries").GetInt32(), made.Text("name")));
        var backup = _directory.File("backups/monday");
        await BackupManifest.Read(backup).VerifyAsync(backup, null, Token);
        var operation = ApiDocument.Operations.Single(one => one.Path == "/v1/cache/backup");
        var (_, schema, example) = ApiDocument.Operation.Content(operation.Answer.Response)!.Value;
        Assert.Empty(new JsonSchema(ApiDocument.Root).FaultsOf(made, schema));
        Assert.Empty(new JsonSchema(ApiDocument.Root).FaultsOf(example, schema));
        Assert.True((await server.LookupAsync("one")).GetProperty("hit").GetBoolean());
    }

    [Fact]
    public async Task A_backup_without_a_name_is_named_by_the_time_and_none_is_written_over()
    {
        await using var server = await StartAsync();

        var name = (await server.OkAsync("/backup", "{}")).Text("name")!;

        Assert.Matches("^[0-9]{8}T[0-9]{6}Z$", name);
        Assert.True(Directory.Exists(_directory.File("backups/" + name)));
        await (await BackUpAsync(server, $$"""{"name": "{{name}}"}""")).ProblemAsync(HttpStatusCode.UnprocessableEntity);
    }

    [Theory]
    [InlineData("""{"name": "../elsewhere"}""")]
    [InlineData("""{"name": "/elsewhere"}""")]
    [InlineData("""{"name": ".."}""")]
    [InlineData("""{"name": ""}""")]
    [InlineData("""{"name": "monday.part"}""")]
    [InlineData("""{"path": "monday"}""")]
    public async Task No_path_comes_from_the_wire(string body)
    {
        await using var server = await StartAsync();

        await (await BackUpAsync(server, body)).ProblemAsync(HttpStatusCode.BadRequest);

        Assert.False(Directory.Exists(_directory.File("backups")));
    }

    [Fact]
    public async Task Who_has_a_tenant_gets_none()
    {
        await using var upstream = await ScriptedUpstream.StartAsync();
        await using var server = await StartAsync(upstream);

        var reply = await server.PostAsync(CacheClient.Base + "/backup", "{}", ("Authorization", "Bearer sk-ann"));

        await reply.ProblemAsync(HttpStatusCode.Forbidden);
        Assert.False(Directory.Exists(_directory.File("backups")));
    }

    [Fact]
    public async Task Without_a_directory_and_without_a_store_on_the_disk_there_are_none()
    {
        await using var memory = await RunningServer.StartAsync(configure: Configure);
        await (await BackUpAsync(memory, "{}")).ProblemAsync(HttpStatusCode.UnprocessableEntity);
        await using var nowhere = await RunningServer.StartAsync();
        await (await BackUpAsync(nowhere, "{}")).ProblemAsync(HttpStatusCode.UnprocessableEntity);
    }

    private async Task<RunningServer> StartAsync(ScriptedUpstream? upstream = null) => await RunningServer.StartAsync(
        upstream, Configure, await SqliteEntryStore.OpenAsync(
            new SqliteStoreOptions { Path = _directory.File("likewise.db"), Durability = StoreDurability.Process }, Token));

    private void Configure(Likewise.Server.LikewiseSettings settings) =>
        settings.Backup.Directory = _directory.File("backups");

    private static Task<HttpResponseMessage> BackUpAsync(RunningServer server, string body) =>
        server.PostAsync(CacheClient.Base + "/backup", body);
}
