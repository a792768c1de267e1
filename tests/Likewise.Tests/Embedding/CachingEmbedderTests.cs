using Likewise.Tests.Fixtures;

namespace Likewise.Tests.Embedding;

/// <summary>Goal: a text asked for often is embedded once, and nothing but its vector comes back for it.</summary>
public sealed class CachingEmbedderTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory();
    private readonly TopicEmbedder _inner = new();

    private string FilePath => Path.Combine(_directory.FullName, "remembered");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public async Task A_text_is_embedded_once()
    {
        var embedder = new CachingEmbedder(_inner, 10);
        var (first, second) = (new float[64], new float[64]);

        var made = await embedder.EmbedAsync(new[] { "a" }, first, Token);
        var remembered = await embedder.EmbedAsync(new[] { "a" }, second, Token);

        Assert.Equal((0, 1, 1), (made.Remembered, remembered.Remembered, _inner.Calls));
        Assert.Equal(first, second);
    }

    [Fact]
    public async Task Of_several_texts_only_those_missing_are_embedded_in_one_call()
    {
        var embedder = new CachingEmbedder(_inner, 10);
        await embedder.EmbedAsync(new[] { "b", "d" }, new float[128], Token);
        var vectors = new float[5 * 64];

        var usage = await embedder.EmbedAsync(new[] { "a", "b", "c", "d", "e" }, vectors, Token);

        Assert.Equal((2, 3, 2), (usage.Remembered, usage.Tokens, _inner.Calls));
        var expected = new float[5 * 64];
        await new TopicEmbedder().EmbedAsync(new[] { "a", "b", "c", "d", "e" }, expected, Token);
        Assert.Equal(expected, vectors);
    }

    [Fact]
    public async Task That_a_text_was_truncated_is_remembered_with_it()
    {
        var embedder = new CachingEmbedder(new TruncatingEmbedder(charsMax: 5), 10);
        await embedder.EmbedAsync(new[] { "short", "much longer", "tiny" }, new float[3], Token);

        var again = await embedder.EmbedAsync(new[] { "short", "much longer" }, new float[2], Token);

        Assert.Equal((1, 2), (again.Truncated, again.Remembered));
        Assert.Equal(0, (await embedder.EmbedAsync(new[] { "short" }, new float[1], Token)).Truncated);
    }

    [Fact]
    public async Task A_vector_with_a_fault_is_not_remembered()
    {
        var embedder = new CachingEmbedder(_inner, 10);
        _inner.Instead = (vector, _) =>
        {
            vector.Span.Fill(float.NaN);
            return Task.CompletedTask;
        };
        await embedder.EmbedAsync(new[] { "a" }, new float[64], Token);
        _inner.Instead = null;

        var usage = await embedder.EmbedAsync(new[] { "a" }, new float[64], Token);

        Assert.Equal((0, 1), (usage.Remembered, embedder.Count));
    }

    [Fact]
    public async Task Texts_asked_for_often_outlast_a_sweep_of_others()
    {
        var embedder = new CachingEmbedder(_inner, 100);
        var vector = new float[64];
        for (var turn = 0; turn < 5; turn++)
        {
            for (var popular = 0; popular < 50; popular++)
                await embedder.EmbedAsync(new[] { $"popular {popular}" }, vector, Token);
        }

        for (var once = 0; once < 400; once++)
            await embedder.EmbedAsync(new[] { $"once {once}" }, vector, Token);

        var kept = 0;
        for (var popular = 0; popular < 50; popular++)
            kept += (await embedder.EmbedAsync(new[] { $"popular {popular}" }, vector, Token)).Remembered;
        Assert.True(kept >= 45, $"{kept} of 50 popular texts were kept"); // By recency alone it would be none.
        Assert.Equal(100, embedder.Count);
    }

    [Fact]
    public async Task What_is_written_down_is_read_again()
    {
        var embedder = new CachingEmbedder(_inner, 10);
        await embedder.EmbedAsync(new[] { "a", "b" }, new float[128], Token);
        await embedder.SaveAsync(FilePath, Token);

        var later = new CachingEmbedder(_inner, 10);
        Assert.Equal(2, await later.LoadAsync(FilePath, Token));
        Assert.Equal(2, (await later.EmbedAsync(new[] { "a", "b" }, new float[128], Token)).Remembered);
        Assert.Equal(1, _inner.Calls);
    }

    [Fact]
    public async Task Another_embedders_file_is_left_alone()
    {
        var embedder = new CachingEmbedder(_inner, 10);
        await embedder.EmbedAsync(new[] { "a" }, new float[64], Token);
        await embedder.SaveAsync(FilePath, Token);
        var other = new TopicEmbedder { Identity = _inner.Identity with { Revision = "2" } };

        Assert.Equal(0, await new CachingEmbedder(other, 10).LoadAsync(FilePath, Token));
    }

    [Fact]
    public async Task A_damaged_file_is_refused_whichever_byte_it_is()
    {
        var embedder = new CachingEmbedder(_inner, 10);
        await embedder.EmbedAsync(new[] { "a" }, new float[64], Token);
        await embedder.SaveAsync(FilePath, Token);
        var good = await File.ReadAllBytesAsync(FilePath, Token);

        for (var at = 0; at < good.Length; at += 7)
        {
            var bad = good.ToArray();
            bad[at] ^= 0x10;
            await File.WriteAllBytesAsync(FilePath, bad, Token);
            await Assert.ThrowsAsync<InvalidDataException>(async () => await embedder.LoadAsync(FilePath, Token));
        }

        await File.WriteAllBytesAsync(FilePath, good[..^1], Token);
        await Assert.ThrowsAsync<InvalidDataException>(async () => await embedder.LoadAsync(FilePath, Token));
    }

    [Fact]
    public async Task Where_there_is_no_file_nothing_is_read() =>
        Assert.Equal(0, await new CachingEmbedder(_inner, 10).LoadAsync(FilePath, Token));

    [Fact]
    public async Task A_destination_of_another_length_is_refused() =>
        await Assert.ThrowsAsync<ArgumentException>(
            async () => await new CachingEmbedder(_inner, 10).EmbedAsync(new[] { "a" }, new float[63], Token));

    private sealed class TruncatingEmbedder(int charsMax) : IEmbedder
    {
        public EmbedderIdentity Identity { get; } = new("one-for-tests", "1", "none", "", 1, 0);

        public ValueTask<EmbeddingUsage> EmbedAsync(
            ReadOnlyMemory<string> texts, Memory<float> destination, CancellationToken cancellationToken)
        {
            destination.Span.Fill(1);
            var truncated = 0;
            foreach (var text in texts.Span)
                truncated += text.Length > charsMax ? 1 : 0;
            return ValueTask.FromResult(new EmbeddingUsage(texts.Length, truncated));
        }
    }
}
