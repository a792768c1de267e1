using Likewise.Encoder;

namespace Likewise.Tests.Encoder.Models;

public sealed class HubPullTests : IAsyncLifetime
{
    private readonly string _directory = Directory.CreateTempSubdirectory("likewise-pull-").FullName;
    private readonly ModelPuller _puller = new(new PullOptions { RetryDelay = TimeSpan.Zero, MaxFileBytes = 500_000 });
    private HubServer? _started;

    private HubServer Server => _started ?? throw new InvalidOperationException("The server starts before each test.");

    private string Weights => Path.Combine(_directory, "model.safetensors");

    public async ValueTask InitializeAsync() => _started = await HubServer.StartAsync();

    public async ValueTask DisposeAsync()
    {
        _puller.Dispose();
        await Server.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    [Fact]
    public async Task A_pull_fetches_every_file_and_leaves_nothing_else()
    {
        Server.Files["1_Pooling/config.json"] = "{}"u8.ToArray();
        var result = await PullAsync(Server.WeightsSha256);
        Assert.Equal(
            ["1_Pooling/config.json", "config.json", "model.safetensors", "tokenizer.json"],
            Directory.EnumerateFiles(_directory, "*", SearchOption.AllDirectories)
                .Select(path => Path.GetRelativePath(_directory, path).Replace('\\', '/')).Order(StringComparer.Ordinal));
        Assert.Equal(Server.Files["model.safetensors"], await ReadWeightsAsync());
        Assert.Equal(FileState.Intact, result.Files[0].State);
        Assert.All(result.Files.Skip(1), file => Assert.Equal(FileState.Unknown, file.State));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_connection_that_is_cut_is_taken_up_where_it_ended(bool digestKnown)
    {
        Server.Cuts.Enqueue(100_000);
        Server.Cuts.Enqueue(150_000);
        await PullAsync(digestKnown ? Server.WeightsSha256 : null);
        Assert.Equal(Server.Files["model.safetensors"], await ReadWeightsAsync());
        var ranges = Server.Requests.Take(3).Select(request => request.Split(' ').ElementAtOrDefault(1)).ToList();
        Assert.Null(ranges[0]);
        Assert.All(ranges[1..], range => Assert.Matches("^bytes=[1-9][0-9]*-$", range));
    }

    [Fact]
    public async Task A_server_without_ranges_sends_the_whole_file_again()
    {
        Server.KnowsRanges = false;
        Server.Cuts.Enqueue(100_000);
        await PullAsync(Server.WeightsSha256);
        Assert.Equal(Server.Files["model.safetensors"], await ReadWeightsAsync());
    }

    [Fact]
    public async Task A_pull_goes_on_from_the_last_one_where_the_digest_is_known()
    {
        await File.WriteAllBytesAsync(Weights + ".partial", Server.Files["model.safetensors"][..300_000], Token);
        await PullAsync(Server.WeightsSha256);
        Assert.Equal(Server.Files["model.safetensors"], await ReadWeightsAsync());
        Assert.EndsWith("bytes=300000-", Server.Requests.First(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_partial_file_of_unknown_origin_is_not_used_where_no_digest_is_known()
    {
        await File.WriteAllBytesAsync(Weights + ".partial", new byte[300_000], Token);
        await PullAsync(null);
        Assert.Equal(Server.Files["model.safetensors"], await ReadWeightsAsync());
    }

    [Theory]
    [InlineData(300_000)]
    [InlineData(400_000)]
    [InlineData(450_000)]
    public async Task A_partial_file_of_another_model_is_thrown_away(int bytes)
    {
        await File.WriteAllBytesAsync(Weights + ".partial", new byte[bytes], Token);
        await PullAsync(Server.WeightsSha256);
        Assert.Equal(Server.Files["model.safetensors"], await ReadWeightsAsync());
    }

    [Fact]
    public async Task A_whole_partial_file_is_fetched_again_rather_than_trusted_without_verifying()
    {
        await File.WriteAllBytesAsync(Weights + ".partial", Server.Files["model.safetensors"], Token);
        var result = await PullAsync(Server.WeightsSha256);
        Assert.Equal(FileState.Intact, result.Files[0].State);
    }

    [Fact]
    public async Task A_file_that_is_there_and_verified_is_not_fetched_again()
    {
        await PullAsync(Server.WeightsSha256);
        Server.Requests.Clear();
        await PullAsync(Server.WeightsSha256);
        Assert.DoesNotContain(Server.Requests, request => request.Contains("model.safetensors", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_file_that_is_there_and_broken_is_fetched_again()
    {
        await File.WriteAllBytesAsync(Weights, new byte[400_000], Token);
        await PullAsync(Server.WeightsSha256);
        Assert.Equal(Server.Files["model.safetensors"], await ReadWeightsAsync());
    }

    [Fact]
    public async Task Another_digest_is_refused_and_nothing_is_kept()
    {
        var expected = new string('0', 64);
        var fault = await Assert.ThrowsAsync<ModelException>(() => PullAsync(expected));
        Assert.Contains(expected, fault.Message, StringComparison.Ordinal);
        Assert.Contains(Server.WeightsSha256, fault.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_directory));
    }

    [Fact]
    public async Task A_known_model_is_held_to_the_catalogue()
    {
        var source = HubSource.Of(ModelCatalog.Default, Server.BaseUrl);
        var fault = await Assert.ThrowsAsync<ModelException>(() => _puller.PullFromHubAsync(source, _directory, null, Token));
        Assert.Contains("sentence-transformers/all-MiniLM-L6-v2/resolve/main/model.safetensors: answered 404", fault.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_fails_for_a_while_is_asked_again()
    {
        foreach (var status in new[] { 500, 503, 429, 408 }) Server.Statuses.Enqueue(status);
        await PullAsync(Server.WeightsSha256);
        Assert.Equal(Server.Files["model.safetensors"], await ReadWeightsAsync());
    }

    [Theory]
    [InlineData(500, 5, "answered 500 Internal Server Error, after 5 tries")]
    [InlineData(404, 1, "answered 404 Not Found")]
    [InlineData(401, 1, "answered 401 Unauthorized")]
    public async Task A_server_that_keeps_refusing_is_named(int status, int tries, string fault)
    {
        for (var i = 0; i < 10; i++) Server.Statuses.Enqueue(status);
        var refusal = await Assert.ThrowsAsync<ModelException>(() => PullAsync(null));
        Assert.Contains($"{HubServer.Repository}/resolve/main/model.safetensors: {fault}", refusal.Message,
            StringComparison.Ordinal);
        Assert.Equal(tries, Server.Requests.Count);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_named()
    {
        var source = new HubSource(new Uri("http://127.0.0.1:1/hub"), HubServer.Repository);
        var fault = await Assert.ThrowsAsync<ModelException>(() => _puller.PullFromHubAsync(source, _directory, null, Token));
        Assert.Contains("http://127.0.0.1:1/hub/someone/some-model/resolve/main/model.safetensors: broke off", fault.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_falls_silent_is_left()
    {
        Server.Stalls = true;
        using var puller = new ModelPuller(new PullOptions { Attempts = 1, StallTimeout = TimeSpan.FromMilliseconds(200) });
        var fault = await Assert.ThrowsAsync<ModelException>(
            () => puller.PullFromHubAsync(Source(null), _directory, null, Token));
        Assert.Contains("sent nothing for 0.2 s, after 1 tries", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cancelled_pull_keeps_what_came_for_the_next()
    {
        Server.Stalls = true;
        using var cancelled = new CancellationTokenSource();
        var progress = new Forward(report => { if (report.Bytes >= 100_000) cancelled.Cancel(); });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => _puller.PullFromHubAsync(Source(Server.WeightsSha256), _directory, progress, cancelled.Token));
        Assert.False(File.Exists(Weights));
        Assert.InRange(new FileInfo(Weights + ".partial").Length, 100_000, 200_000);

        Server.Stalls = false;
        await PullAsync(Server.WeightsSha256);
        Assert.Equal(Server.Files["model.safetensors"], await ReadWeightsAsync());
    }

    [Fact]
    public async Task A_file_longer_than_the_limit_is_refused()
    {
        Server.Files["model.safetensors"] = new byte[500_001];
        var fault = await Assert.ThrowsAsync<ModelException>(() => PullAsync(null));
        Assert.Contains("offers 500001 bytes; at most 500000 are taken", fault.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(Weights));
    }

    [Fact]
    public async Task Progress_rises_to_the_length_of_each_file()
    {
        var reports = new List<PullProgress>();
        await _puller.PullFromHubAsync(Source(null), _directory, new Forward(reports.Add), Token);
        var weights = reports.Where(report => report.File == "model.safetensors").ToList();
        Assert.Equal(weights.Select(report => report.Bytes).Order(), weights.Select(report => report.Bytes));
        Assert.Equal(new PullProgress("model.safetensors", 400_000, 400_000), weights[^1]);
    }

    [Theory]
    [InlineData("ftp://127.0.0.1/", HubServer.Repository, "main", null)]
    [InlineData("http://127.0.0.1/", "some-model", "main", null)]
    [InlineData("http://127.0.0.1/", "../some-model", "main", null)]
    [InlineData("http://127.0.0.1/", "a/b/c", "main", null)]
    [InlineData("http://127.0.0.1/", HubServer.Repository, " ", null)]
    [InlineData("http://127.0.0.1/", HubServer.Repository, "main", "12ab")]
    public async Task A_malformed_source_is_refused_before_anything_is_asked(
        string url, string repository, string revision, string? digest)
    {
        var source = new HubSource(new Uri(url), repository, revision) { WeightsSha256 = digest };
        await Assert.ThrowsAsync<ArgumentException>(() => _puller.PullFromHubAsync(source, _directory, null, Token));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private HubSource Source(string? digest) => new(Server.BaseUrl, HubServer.Repository) { WeightsSha256 = digest };

    private Task<ModelVerification> PullAsync(string? digest) =>
        _puller.PullFromHubAsync(Source(digest), _directory, null, Token);

    private Task<byte[]> ReadWeightsAsync() => File.ReadAllBytesAsync(Weights, Token);

    /// <summary>Reports at once, where Progress would report later and in any order.</summary>
    private sealed class Forward(Action<PullProgress> receive) : IProgress<PullProgress>
    {
        public void Report(PullProgress value) => receive(value);
    }
}
