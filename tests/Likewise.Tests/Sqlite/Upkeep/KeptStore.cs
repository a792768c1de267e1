using Likewise.Sqlite;
using Likewise.Tests.Fixtures;

namespace Likewise.Tests.Sqlite.Upkeep;

/// <summary>A store in a directory of its own that a real cache has filled: all of it is sound.</summary>
internal sealed class KeptStore : IDisposable
{
    private readonly StoreDirectory _directory = new();

    public string Path => _directory.StorePath;

    public ManualTime Time { get; } = new();

    public SqliteStoreFile File => new(_directory.Options(StoreDurability.Process));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Question n and its answer; every fifth answer is long enough for pages of its own.</summary>
    public static string Prompt(int number) => $"question {number}";

    public static string Answer(int number) => $"answer {number} {new string('.', number % 5 == 0 ? 9_000 : number % 50)}";

    public string At(string name) => _directory.At(name);

    public ValueTask<SqliteEntryStore> OpenAsync(string? path = null) => SqliteEntryStore.OpenAsync(
        new SqliteStoreOptions { Path = path ?? Path, Durability = StoreDurability.Process }, Token);

    public ValueTask<SemanticCache> BuildAsync(IEntryStore store, TopicEmbedder? embedder = null) =>
        Caches.BuildAsync(embedder, time: Time, build: builder => builder.UseStore(store));

    public async Task FillAsync(int first, int count, EntryOptions? options = null)
    {
        await using var store = await OpenAsync();
        await using var cache = await BuildAsync(store);
        for (var number = first; number < first + count; number++)
            await cache.PutAsync(Prompt(number), Answer(number), options);
    }

    /// <summary>Which of the questions a store answers, each with its own answer.</summary>
    public async Task<List<int>> AnsweredAsync(int upTo, string? path = null)
    {
        await using var store = await OpenAsync(path);
        await using var cache = await BuildAsync(store);
        List<int> answered = [];
        for (var number = 0; number < upTo; number++)
        {
            if (await cache.LookupAsync(Prompt(number), Token) is not LookupHit hit)
                continue;
            Assert.Equal(Answer(number), hit.Response.Text);
            answered.Add(number);
        }

        return answered;
    }

    public void Dispose() => _directory.Dispose();
}
