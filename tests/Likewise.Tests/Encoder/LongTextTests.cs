using System.Diagnostics.Metrics;
using System.Numerics.Tensors;
using Likewise.Encoder;
using Likewise.Tests.Fixtures;

namespace Likewise.Tests.Encoder;

/// <summary>Texts that do not fit, read in windows: what windows are, what they make of a text, and that it is said.</summary>
public class LongTextTests
{
    private static readonly string[] Words =
        [.. Enumerable.Range(0, 60).Select(at => new[] { "the", "cat", "dog", "sat", "on", "mat" }[at * at % 7 % 6])];

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(5)]
    public void A_long_text_has_the_mean_of_its_windows_each_as_heavy_as_it_has_tokens(int overlap)
    {
        // Each word is one token, so a window of 8 tokens has room for 6 words.
        using var model = new SyntheticModel().Write();
        using var windows = Load(model, LongTexts.Windows, overlap, most: 32);
        using var single = Load(model, LongTexts.Truncate);
        for (var words = 0; words < 25; words++)
        {
            var text = string.Join(' ', Words.Take(words));
            var (expected, tokens, start) = (new float[24], 0, 0);
            do
            {
                var window = Words.Take(words).Skip(start).Take(6).ToArray();
                var vector = Embed(single, string.Join(' ', window), out _);
                TensorPrimitives.MultiplyAdd(vector, window.Length + 2f, expected, expected);
                tokens += window.Length + 2;
                start += 6 - overlap;
            }
            while (start + overlap < words);
            TensorPrimitives.Divide(expected, TensorPrimitives.Norm<float>(expected), expected);

            var actual = Embed(windows, text, out var usage);
            Assert.Equal(new EmbeddingUsage(tokens, 0), usage);
            Assert.InRange(TensorPrimitives.Distance<float>(expected, actual), 0, 1e-5f);
        }
    }

    [Fact]
    public void A_text_that_fits_has_its_own_vector_but_the_embedder_is_another()
    {
        using var model = new SyntheticModel().Write();
        using var windows = Load(model, LongTexts.Windows);
        using var single = Load(model, LongTexts.Truncate);
        foreach (var text in new[] { "", "cat", string.Join(' ', Words.Take(6)) })
            Assert.Equal(Embed(single, text, out _), Embed(windows, text, out _));
        Assert.Equal("mean-windows-16-2", windows.Identity.Pooling);
        Assert.Equal(windows.Identity, EmbedderIdentity.Parse(windows.Identity.ToString()));
        Assert.Equal(single.Identity, windows.Identity with { Pooling = "mean" });
        using var others = Load(model, LongTexts.Windows, overlap: 3);
        Assert.NotEqual(windows.Identity, others.Identity);
    }

    [Fact]
    public void What_lies_behind_the_last_window_is_left_out_and_that_is_said()
    {
        using var model = new SyntheticModel().Write();
        using var two = Load(model, LongTexts.Windows, overlap: 2, most: 2);

        // Six words, and four more.
        var whole = Embed(two, string.Join(' ', Words.Take(10)), out var usage);
        Assert.Equal(new EmbeddingUsage(16, 0), usage);
        Assert.Equal(whole, Embed(two, string.Join(' ', Words), out usage));
        Assert.Equal(new EmbeddingUsage(16, 1), usage);
    }

    [Fact]
    public async Task Long_texts_among_others_have_the_vectors_that_they_have_alone()
    {
        using var model = new SyntheticModel().Write();
        using var encoder = Load(model, LongTexts.Windows);
        string[] texts = [.. Enumerable.Range(0, 40).Select(at => string.Join(' ', Words.Skip(at).Take(at * 11 % 23)))];
        var vectors = new float[texts.Length * 24];
        var usage = await encoder.EmbedAsync(texts, vectors, TestContext.Current.CancellationToken);
        var tokens = 0;
        for (var i = 0; i < texts.Length; i++)
        {
            Assert.Equal(Embed(encoder, texts[i], out var one), vectors.AsSpan(i * 24, 24).ToArray());
            tokens += one.Tokens;
        }
        Assert.Equal(new EmbeddingUsage(tokens, 0), usage);
        Assert.Equal(0, encoder.WorkspacesLent);
    }

    [Fact]
    public async Task A_long_text_can_be_cancelled_between_its_windows()
    {
        using var model = new SyntheticModel().Write();
        using var encoder = Load(model, LongTexts.Windows);
        var cancelled = new CancellationToken(canceled: true);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            async () => await encoder.EmbedAsync(new[] { string.Join(' ', Words) }, new float[24], cancelled));
        Assert.Equal(0, encoder.WorkspacesLent);
    }

    [Fact]
    public void Embedding_a_long_text_allocates_nothing_once_warm()
    {
        using var model = new SyntheticModel().Write();
        using var encoder = Load(model, LongTexts.Windows);
        var (text, vector) = (string.Join(' ', Words), new float[24]);
        for (var i = 0; i < 40; i++) encoder.Embed(text, vector);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 10; i++) encoder.Embed(text, vector);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Theory]
    [InlineData(6, 16, "WindowOverlap")]
    [InlineData(-1, 16, "WindowOverlap")]
    [InlineData(1, 0, "WindowsMax")]
    [InlineData(1, 4_097, "WindowsMax")]
    public void Windows_that_cannot_be_are_refused(int overlap, int most, string name)
    {
        using var model = new SyntheticModel().Write();
        var fault = Assert.Throws<ArgumentOutOfRangeException>(() => Load(model, LongTexts.Windows, overlap, most));
        Assert.Contains(name, fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(LongTexts.Truncate, true)]
    [InlineData(LongTexts.Windows, false)]
    public async Task A_cache_says_of_a_prompt_that_it_was_truncated_and_counts_it(LongTexts longTexts, bool isTruncated)
    {
        using var model = new SyntheticModel().Write();
        using var encoder = Load(model, longTexts);
        await using var cache = await new SemanticCacheBuilder().UseEmbedder(encoder)
            .BuildAsync(TestContext.Current.CancellationToken);
        using var metric = new MeterListener();
        var measured = 0L;
        metric.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Name == LikewiseTelemetry.PromptsTruncated) listener.EnableMeasurementEvents(instrument);
        };
        metric.SetMeasurementEventCallback<long>((_, value, _, _) => Interlocked.Add(ref measured, value));
        metric.Start();

        Assert.False((await cache.MissAsync(PromptRequest.FromText("cat"))).IsPromptTruncated);
        Assert.Equal(isTruncated, (await cache.MissAsync(PromptRequest.FromText(string.Join(' ', Words)))).IsPromptTruncated);
        Assert.Equal(isTruncated ? 1 : 0, cache.GetStatistics().PromptsTruncated);
        // Others may be measured meanwhile; not fewer.
        Assert.True(Interlocked.Read(ref measured) >= cache.GetStatistics().PromptsTruncated);
    }

    private static SentenceEncoder Load(SyntheticModel model, LongTexts longTexts, int? overlap = null, int most = 16) =>
        SentenceEncoder.Load(
            model.Directory,
            new EncoderOptions { MaxTokens = 8, LongTexts = longTexts, WindowOverlap = overlap, WindowsMax = most });

    private static float[] Embed(SentenceEncoder encoder, string text, out EmbeddingUsage usage)
    {
        var vector = new float[encoder.Identity.Dimension];
        usage = encoder.Embed(text, vector);
        return vector;
    }
}
