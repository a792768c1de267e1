using Likewise.Encoder;
using Likewise.Server;
using Likewise.Sqlite;
using Likewise.Tests.Fixtures;

namespace Likewise.Tests.Server;

public sealed class CacheHostTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory();

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public async Task What_one_host_stored_the_next_one_finds_and_tells_how_far_it_is()
    {
        await using (var first = await OpenAsync(Settings()))
            await first.Cache.StoreAsync(
                "How do I reset my password?", "Like this.", null, TestContext.Current.CancellationToken);

        var progress = new Told();
        await using var second = await OpenAsync(Settings(), progress);
        var found = await second.Cache.LookupAsync("How can I reset my password?", TestContext.Current.CancellationToken);

        Assert.Equal("Like this.", Assert.IsType<LookupHit>(found).Response.Text);
        Assert.Equal("sqlite", second.Store.Name);
        Assert.Equal((1, 1), (progress.Last.Done, progress.Last.Total));
    }

    /// <summary>The deadline is the test's: where the cache waits for its store it never comes.</summary>
    [Fact]
    public async Task A_cache_serves_before_its_store_is_read_where_whoever_opens_it_says_so()
    {
        var (settings, held) = (new LikewiseSettings(), new TaskCompletionSource());
        var token = TestContext.Current.CancellationToken;
        settings.Cache.FillsInBackground = true;
        var store = new FaultyStore(new MemoryEntryStore()) { OnScan = (entries, _) => After(held.Task, entries) };

        await using var cache = await CacheHost.Configure(new SemanticCacheBuilder(), settings)
            .UseEmbedder(new TopicEmbedder()).UseStore(store).BuildAsync(token).AsTask()
            .WaitAsync(TimeSpan.FromMinutes(1), token);

        Assert.NotNull(cache.GetStatistics().Filling);
        held.SetResult();
        await cache.WhenFilledAsync(token);
        Assert.Null(cache.GetStatistics().Filling);

        static async IAsyncEnumerable<Entry> After(Task held, IAsyncEnumerable<Entry> entries)
        {
            await held;
            await foreach (var entry in entries)
                yield return entry;
        }
    }

    [Fact]
    public async Task A_second_host_on_the_same_file_is_refused()
    {
        await using var first = await OpenAsync(Settings());
        var refused = await Assert.ThrowsAsync<StoreRefusedException>(() => OpenAsync(Settings()));

        Assert.Contains("likewise.db", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_in_memory_touches_no_file()
    {
        var settings = Settings();
        settings.Store.Kind = StoreKind.Memory;
        await using var host = await OpenAsync(settings);

        Assert.Equal("memory", host.Store.Name);
        Assert.Empty(_directory.EnumerateFileSystemInfos());
    }

    [Fact]
    public async Task A_model_that_is_not_there_is_refused_by_name_before_the_store_is_touched()
    {
        var settings = Settings();
        settings.Model.Path = Path.Combine(_directory.FullName, "no-model");
        var refused = await Assert.ThrowsAsync<ModelException>(() => OpenAsync(settings));

        Assert.Contains("no-model", refused.Message, StringComparison.Ordinal);
        Assert.Empty(_directory.EnumerateFileSystemInfos());
    }

    [Fact]
    public async Task A_named_embedder_embeds_the_prompts_that_it_is_for_and_its_entries_meet_no_others()
    {
        var settings = Settings();
        settings.Models.Add("help", new NamedModelSettings { Namespace = "help" });
        settings.Models["help"].Model.Precision = EncoderPrecision.Float32;
        await using var host = await OpenAsync(settings);
        var help = PromptRequest.FromText("How do I reset my password?") with { Namespace = "help" };
        await host.Cache.StoreAsync(help, "Like this.", null, TestContext.Current.CancellationToken);
        await host.Cache.StoreAsync("How do I bake bread?", "So.", null, TestContext.Current.CancellationToken);

        var found = await host.Cache.LookupAsync(
            PromptRequest.FromText("How can I reset my password?") with { Namespace = "help" },
            TestContext.Current.CancellationToken);

        Assert.IsType<LookupHit>(found);
        var embedders = host.Cache.List(EntryFilter.All)
            .ToDictionary(entry => entry.Summary.Namespace, entry => entry.Summary.Embedder.ToString());
        Assert.Contains("int8", embedders["default"]);
        Assert.NotEqual(embedders["default"], embedders["help"]);
    }

    [Fact]
    public async Task A_length_that_the_model_does_not_have_is_a_fault_of_the_configuration()
    {
        var settings = Settings();
        settings.Model.MaxTokens = 100_000;
        var fault = await Assert.ThrowsAsync<SettingsException>(() => OpenAsync(settings));

        Assert.StartsWith("model.maxTokens:", Assert.Single(fault.Faults), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_settings_reach_the_cache()
    {
        var settings = Settings();
        settings.Cache.EntriesMax = 1;
        await using var host = await OpenAsync(settings);
        await host.Cache.StoreAsync("One?", "1", null, TestContext.Current.CancellationToken);
        await host.Cache.StoreAsync("Something else entirely", "2", null, TestContext.Current.CancellationToken);

        Assert.Equal(1, host.Cache.GetStatistics().Entries);
    }

    private LikewiseSettings Settings()
    {
        var settings = new LikewiseSettings();
        settings.Store.Path = Path.Combine(_directory.FullName, "data", "likewise.db");
        return settings;
    }

    private static Task<CacheHost> OpenAsync(LikewiseSettings settings, IProgress<FillProgress>? progress = null) =>
        CacheHost.OpenAsync(settings, null, progress, TimeProvider.System, TestContext.Current.CancellationToken).AsTask();

    private sealed class Told : IProgress<FillProgress>
    {
        public FillProgress Last { get; private set; }

        public void Report(FillProgress value) => Last = value;
    }
}
