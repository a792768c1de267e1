namespace Likewise.Tests.Conformance;

/// <summary>
/// What every embedder promises by <see cref="IEmbedder"/>, asked of a real one. An embedder's tests derive from this; what is
/// particular to it is tested beside it.
/// </summary>
public abstract class EmbedderConformance : IAsyncLifetime
{
    /// <summary>Texts that have broken tokenizers and services before.</summary>
    private static readonly string[] OddTexts =
    [
        "", " ", "\n", "\0", "a", "Hello, \"world\" \\ / \t", "ßüñçå ΑΩ עברית العربية", "日本語と中文",
        "👩‍👩‍👧‍👦 🏳️‍🌈",
        "e\u0301\u0327", "\uD83D", "half \uDE00 pair", "\uFFFE\uFEFF", new('x', 3_000),
        string.Join(' ', Enumerable.Repeat("word", 3_000)),
    ];

    private IEmbedder? _embedder;

    protected IEmbedder Embedder => _embedder ?? throw new InvalidOperationException("The embedder is made before each test.");

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>How far two vectors of one text may be apart in cosine, when it is batched with others.</summary>
    protected virtual double BatchTolerance => 1e-5;

    public async ValueTask InitializeAsync() => _embedder = await CreateAsync();

    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    /// <summary>An embedder, ready for use.</summary>
    protected abstract ValueTask<IEmbedder> CreateAsync();

    [Fact]
    public void The_identity_is_whole_constant_and_can_be_written_down()
    {
        var identity = Embedder.Identity;

        Assert.False(string.IsNullOrWhiteSpace(identity.Model));
        Assert.False(string.IsNullOrWhiteSpace(identity.Revision));
        Assert.True(identity.Dimension >= 1);
        Assert.Equal(identity, EmbedderIdentity.Parse(identity.ToString()));
        Assert.Equal(identity, Embedder.Identity);
    }

    [Fact]
    public async Task Whatever_the_text_its_vector_is_finite_and_of_length_one()
    {
        var vectors = await EmbedAsync(OddTexts);

        Assert.All(vectors, vector => Assert.Equal(1, vector.Sum(component => (double)component * component), 1e-4));
    }

    [Fact]
    public async Task A_text_has_one_vector_however_it_is_batched()
    {
        string[] texts = ["How do I reset my password?", "Where is my order?", "Tell me a joke", "How do I reset my password?"];

        var together = await EmbedAsync(texts);

        for (var i = 0; i < texts.Length; i++)
            Assert.Equal(1, Cosine(together[i], Assert.Single(await EmbedAsync([texts[i]]))), BatchTolerance);
        Assert.NotEqual(1, Cosine(together[0], together[1]), 1e-3);
    }

    [Fact]
    public async Task Many_texts_come_back_in_their_order()
    {
        string[] texts = [.. Enumerable.Range(0, 150).Select(i => $"question number {i}")];

        var vectors = await EmbedAsync(texts);

        foreach (var i in new[] { 0, 1, 63, 64, 65, 149 })
            Assert.Equal(1, Cosine(vectors[i], Assert.Single(await EmbedAsync([texts[i]]))), BatchTolerance);
    }

    [Fact]
    public async Task No_text_is_no_vector()
    {
        var usage = await Embedder.EmbedAsync(default, default, Cancellation);

        Assert.Equal(default, usage);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    public async Task A_destination_of_another_length_is_refused(int more)
    {
        var destination = new float[Embedder.Identity.Dimension + more];

        await Assert.ThrowsAsync<ArgumentException>(
            async () => await Embedder.EmbedAsync(new[] { "a" }, destination, Cancellation));
    }

    [Fact]
    public async Task A_call_that_is_cancelled_before_it_begins_ends_as_cancelled()
    {
        using var source = new CancellationTokenSource();
        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            async () => await Embedder.EmbedAsync(new[] { "a" }, new float[Embedder.Identity.Dimension], source.Token));
    }

    [Fact]
    public async Task Calls_at_the_same_time_do_not_mix()
    {
        string[] texts = [.. Enumerable.Range(0, 16).Select(i => $"topic {i}")];
        var alone = await EmbedAsync(texts);

        var together = await Task.WhenAll(texts.Select(text => Task.Run(() => EmbedAsync([text]))));

        for (var i = 0; i < texts.Length; i++)
            Assert.Equal(1, Cosine(alone[i], Assert.Single(together[i])), BatchTolerance);
    }

    protected async Task<float[][]> EmbedAsync(params string[] texts)
    {
        var vectors = new float[texts.Length * Embedder.Identity.Dimension];
        await Embedder.EmbedAsync(texts, vectors, Cancellation);
        return [.. vectors.Chunk(Embedder.Identity.Dimension)];
    }

    protected static double Cosine(float[] left, float[] right) => left.Zip(right, (a, b) => (double)a * b).Sum();
}
