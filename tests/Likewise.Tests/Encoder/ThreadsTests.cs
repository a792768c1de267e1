using Likewise.Encoder;

namespace Likewise.Tests.Encoder;

/// <summary>Threads that share a call: no bit of a vector depends on how many there are, nor on who computes what.</summary>
public class ThreadsTests
{
    private static readonly string[] Texts =
    [
        "", "cat", "How do I reset my password?", "the cat sat on the mat and " + string.Join(' ', Enumerable.Repeat("why", 90)),
        .. Enumerable.Range(0, 20).Select(at => $"What does it cost to send {at} letters to town number {at * at}?"),
    ];

    [Theory]
    [InlineData(EncoderPrecision.Float32)]
    [InlineData(EncoderPrecision.Int8)]
    public async Task However_many_threads_share_a_call_its_vectors_are_the_same_bit_for_bit(EncoderPrecision precision)
    {
        using var alone = Load(precision, 1);
        var expected = await EmbedAsync(alone, Texts);
        foreach (var threads in new[] { 2, 3 })
        {
            using var shared = Load(precision, threads);
            Assert.Equal(alone.Identity, shared.Identity);
            for (var round = 0; round < 3; round++)
                Assert.Equal(expected, await EmbedAsync(shared, Texts));
        }
    }

    [Fact]
    public async Task Callers_beside_each_other_get_their_own_vectors_with_help_and_without()
    {
        using var shared = Load(EncoderPrecision.Int8, 2);
        var expected = await EmbedAsync(shared, Texts);
        await Parallel.ForAsync(0, 12, TestContext.Current.CancellationToken, async (at, _) =>
        {
            var vector = await EmbedAsync(shared, [Texts[at]]);
            Assert.Equal(expected[(at * 384)..((at + 1) * 384)], vector);
        });
        Assert.Equal(0, shared.WorkspacesLent);
    }

    [Fact]
    public void Sharing_allocates_nothing_once_warm()
    {
        using var shared = Load(EncoderPrecision.Int8, 2);
        var vector = new float[384];
        for (var i = 0; i < 60; i++) shared.Embed(Texts[2], vector);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 10; i++) shared.Embed(Texts[2], vector);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(17)]
    public void A_number_of_threads_that_cannot_be_is_refused(int threads) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Load(EncoderPrecision.Int8, threads));

    [Fact]
    public void Each_share_of_a_stage_is_done_once_and_all_are_done_when_it_ends()
    {
        using var crew = new Crew(helpers: 2);
        var stage = Stage();
        for (var call = 0; call < 50; call++)
        {
            Assert.True(crew.TryTake());
            Assert.False(crew.TryTake());
            for (var items = 1; items < 40; items++)
            {
                var done = new int[items];
                stage.Run(crew, items, (stage, share, worker) =>
                {
                    Assert.InRange(worker, 0, 2);
                    var (first, count) = stage.Of(share);
                    for (var item = first; item < first + count; item++)
                        Interlocked.Increment(ref done[item]);
                });
                Assert.All(done, times => Assert.Equal(1, times));
            }
            crew.Release();
        }
    }

    [Fact]
    public void A_share_that_fails_fails_the_stage_and_the_next_one_runs()
    {
        using var crew = new Crew(helpers: 1);
        var stage = Stage();
        Assert.True(crew.TryTake());
        var fault = Assert.Throws<InvalidOperationException>(
            () => stage.Run(crew, 20, (_, share, _) => throw new TimeoutException($"{share}")));
        Assert.IsType<TimeoutException>(fault.InnerException);
        var done = 0;
        stage.Run(crew, 20, (stage, share, _) => Interlocked.Add(ref done, stage.Of(share).Count));
        Assert.Equal(20, done);
        crew.Release();
    }

    [Fact]
    public void A_crew_that_is_dismissed_is_not_taken()
    {
        var crew = new Crew(helpers: 1);
        crew.Dispose();
        Assert.False(crew.TryTake());
    }

    private static Stage Stage()
    {
        var shape = new BertShape(1, 1, 8, 8, 1, 8, 0, 1, Activation.Relu);
        return new Workspace(shape, maxTokens: 8, textTokens: 8, workers: 3).Stage;
    }

    private static SentenceEncoder Load(EncoderPrecision precision, int threads) => SentenceEncoder.Load(
        DefaultModel.Directory, new EncoderOptions { Precision = precision, Threads = threads });

    private static async Task<float[]> EmbedAsync(SentenceEncoder encoder, string[] texts)
    {
        var vectors = new float[texts.Length * encoder.Identity.Dimension];
        await encoder.EmbedAsync(texts, vectors, TestContext.Current.CancellationToken);
        return vectors;
    }
}
