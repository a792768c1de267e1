using Likewise.Encoder;

namespace Likewise.Tests.Encoder;

public class SentenceEncoderTests
{
    private static readonly string[] Texts =
    [
        "", "one", "Which trains go to Lisbon on Sunday?", new('x', 5_000), string.Join(' ', Enumerable.Repeat("tea", 300)),
        "東京 🚀", "one",
    ];

    [Fact]
    public async Task A_text_has_the_same_vector_bit_for_bit_alone_and_in_a_batch()
    {
        var batch = new float[Texts.Length * 384];
        await DefaultModel.Encoder.EmbedAsync(Texts, batch, TestContext.Current.CancellationToken);
        for (var i = 0; i < Texts.Length; i++)
            Assert.Equal(DefaultModel.Embed(Texts[i]), batch[(i * 384)..((i + 1) * 384)]);
    }

    [Fact]
    public void A_text_has_the_same_vector_bit_for_bit_whatever_runs_beside_it()
    {
        var expected = Texts.Select(DefaultModel.Embed).ToArray();
        Parallel.For(0, 40, i => Assert.Equal(expected[i % Texts.Length], DefaultModel.Embed(Texts[i % Texts.Length])));
    }

    [Fact]
    public async Task The_usage_counts_tokens_and_shortened_texts()
    {
        var usage = await DefaultModel.Encoder.EmbedAsync(
            Texts, new float[Texts.Length * 384], TestContext.Current.CancellationToken);
        Assert.Equal(1, usage.Truncated);
        Assert.Equal(new EmbeddingUsage(2, 0), DefaultModel.Encoder.Embed("", new float[384]));
        Assert.Equal(new EmbeddingUsage(256, 1), DefaultModel.Encoder.Embed(Texts[4], new float[384]));
    }

    [Fact]
    public void A_text_that_just_fits_is_not_shortened()
    {
        string Words(int count) => string.Join(' ', Enumerable.Repeat("tea", count));
        Assert.Equal(new EmbeddingUsage(256, 0), DefaultModel.Encoder.Embed(Words(254), new float[384]));
        Assert.Equal(new EmbeddingUsage(256, 1), DefaultModel.Encoder.Embed(Words(255), new float[384]));
        Assert.Equal(DefaultModel.Embed(Words(254)), DefaultModel.Embed(Words(255)));
    }

    [Fact]
    public void Ten_million_characters_are_read_no_further_than_needed()
    {
        Assert.Equal(new EmbeddingUsage(256, 1), DefaultModel.Encoder.Embed(new string(',', 10_000_000), new float[384]));
        Assert.Equal(new EmbeddingUsage(3, 0), DefaultModel.Encoder.Embed(new string('a', 10_000_000), new float[384]));
    }

    [Theory]
    [InlineData("\uD83D half")]
    [InlineData("half \uDE00")]
    [InlineData("\uDE00\uD83D")]
    [InlineData("ha\uD83Dlf")]
    public void Half_a_surrogate_pair_is_dropped(string text)
    {
        var without = new string([.. text.Where(unit => !char.IsSurrogate(unit))]);
        Assert.Equal(DefaultModel.Embed(without), DefaultModel.Embed(text));
    }

    [Fact]
    public void Text_that_spells_a_special_token_is_text()
    {
        Assert.NotEqual(DefaultModel.Embed(""), DefaultModel.Embed("[SEP]"));
        Assert.Equal(5 + 2, DefaultModel.Encoder.Embed("a [SEP] b", new float[384]).Tokens);
    }

    [Fact]
    public async Task A_destination_of_another_length_is_refused()
    {
        Assert.Throws<ArgumentException>(() => { DefaultModel.Encoder.Embed("x", new float[383]); });
        await Assert.ThrowsAsync<ArgumentException>(
            async () => await DefaultModel.Encoder.EmbedAsync(
                new[] { "x", "y" }, new float[384], TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Cancellation_is_seen_before_each_text()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        var call = DefaultModel.Encoder.EmbedAsync(new[] { "x" }, new float[384], cancelled.Token).AsTask();
        var fault = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.Equal(cancelled.Token, fault.CancellationToken);
    }

    [Fact]
    public void A_disposed_encoder_is_refused()
    {
        using var model = new SyntheticModel().Write();
        var encoder = SentenceEncoder.Load(model.Directory);
        encoder.Dispose();
        Assert.Throws<ObjectDisposedException>(() => { encoder.Embed("cat", new float[24]); });
    }

    [Fact]
    public void Embedding_allocates_nothing_once_warm()
    {
        using var model = new SyntheticModel().Write();
        using var encoder = SentenceEncoder.Load(
            model.Directory, new EncoderOptions { Precision = EncoderPrecision.Float32 });
        var vector = new float[24];
        for (var i = 0; i < 3; i++) encoder.Embed("The cát sat on a mat, 中国?", vector);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 10; i++) encoder.Embed("The cát sat on a mat, 中国?", vector);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(0, encoder.WorkspacesLent);
    }
}
