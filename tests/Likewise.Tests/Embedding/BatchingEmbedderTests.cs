using Likewise.Tests.Fixtures;

namespace Likewise.Tests.Embedding;

/// <summary>Goal: calls are bounded, those who wait share one, and nobody waits for somebody who has left.</summary>
public class BatchingEmbedderTests
{
    private readonly GatedEmbedder _inner = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task While_calls_are_free_each_begins_at_once_and_alone()
    {
        var embedder = Make(calls: 2);
        var (one, two) = (EmbedAsync(embedder, "a"), EmbedAsync(embedder, "bb"));

        var calls = new[] { await _inner.NextAsync(), await _inner.NextAsync() };

        Assert.Equal(["a"], calls[0].Texts);
        Assert.Equal(["bb"], calls[1].Texts);
        calls[1].Gate.SetResult();
        Assert.Equal(2, await two);
        calls[0].Gate.SetResult();
        Assert.Equal(1, await one);
    }

    [Fact]
    public async Task Those_who_wait_share_the_next_call_and_each_gets_its_own_vector()
    {
        var embedder = Make(calls: 1);
        var first = EmbedAsync(embedder, "a");
        var waiting = new[] { "bb", "ccc", "dddd" }.Select(text => EmbedAsync(embedder, text)).ToArray();
        (await _inner.NextAsync()).Gate.SetResult();

        var shared = await _inner.NextAsync();
        Assert.Equal(["bb", "ccc", "dddd"], shared.Texts);
        shared.Gate.SetResult();

        Assert.Equal(1, await first);
        Assert.Equal(new[] { 2f, 3, 4 }, await Task.WhenAll(waiting));
    }

    [Fact]
    public async Task A_call_takes_no_more_texts_than_it_may()
    {
        var embedder = Make(calls: 1, texts: 2);
        var all = new[] { "a", "bb", "ccc", "dddd" }.Select(text => EmbedAsync(embedder, text)).ToArray();

        var sizes = new List<int>();
        for (var call = 0; call < 3; call++)
        {
            var next = await _inner.NextAsync();
            sizes.Add(next.Texts.Length);
            next.Gate.SetResult();
        }

        Assert.Equal([1, 2, 1], sizes);
        Assert.Equal(new[] { 1f, 2, 3, 4 }, await Task.WhenAll(all));
    }

    [Fact]
    public async Task What_callers_are_told_they_took_adds_up_to_what_the_call_took()
    {
        var embedder = Make(calls: 1);
        var first = EmbedAsync(embedder, "a");
        var waiting = new[] { "bb", "ccc", "dddd" }
            .Select(text => embedder.EmbedAsync(new[] { text }, new float[1], Token).AsTask()).ToArray();
        (await _inner.NextAsync()).Gate.SetResult();
        (await _inner.NextAsync()).Gate.SetResult();

        await first;
        Assert.Equal(30, (await Task.WhenAll(waiting)).Sum(usage => usage.Tokens));
    }

    [Fact]
    public async Task Who_leaves_the_queue_is_not_embedded()
    {
        using var leaving = new CancellationTokenSource();
        var embedder = Make(calls: 1);
        var first = EmbedAsync(embedder, "a");
        var (leaver, stayer) = (EmbedAsync(embedder, "gone", leaving.Token), EmbedAsync(embedder, "bb"));

        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leaver);
        (await _inner.NextAsync()).Gate.SetResult();
        var next = await _inner.NextAsync();
        next.Gate.SetResult();

        Assert.Equal(["bb"], next.Texts);
        Assert.Equal((1, 2), (await first, await stayer));
    }

    [Fact]
    public async Task A_shared_call_is_cancelled_when_the_last_of_its_callers_has_left()
    {
        using CancellationTokenSource one = new(), two = new();
        var embedder = Make(calls: 1);
        var first = EmbedAsync(embedder, "a");
        var callers = new[] { EmbedAsync(embedder, "bb", one.Token), EmbedAsync(embedder, "ccc", two.Token) };
        (await _inner.NextAsync()).Gate.SetResult();
        var shared = await _inner.NextAsync();

        await one.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => callers[0]);
        Assert.False(shared.Token.IsCancellationRequested);
        await two.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => callers[1]);
        Assert.True(shared.Token.IsCancellationRequested);
        await first;
    }

    [Fact]
    public async Task A_call_that_hangs_for_ever_keeps_nobody_out_once_its_caller_has_left()
    {
        using var leaving = new CancellationTokenSource();
        var embedder = Make(calls: 1);
        var hung = EmbedAsync(embedder, "hung", leaving.Token);
        await _inner.NextAsync();
        await leaving.CancelAsync();

        var next = EmbedAsync(embedder, "a");
        (await _inner.NextAsync()).Gate.SetResult();

        Assert.Equal(1, await next);
        Assert.False(hung.IsCompleted);
    }

    [Fact]
    public async Task A_text_that_is_refused_fails_alone()
    {
        var embedder = Make(calls: 1);
        var first = EmbedAsync(embedder, "a");
        var waiting = new[] { "bb", "ccc", "bad!", "eeeee" }.Select(text => EmbedAsync(embedder, text)).ToArray();
        (await _inner.NextAsync()).Gate.SetResult();
        for (var call = 0; call < 5; call++) // All, both halves, and the two of the half that failed.
        {
            var next = await _inner.NextAsync();
            if (next.Texts.Contains("bad!"))
                next.Gate.SetException(new InvalidOperationException("too long"));
            else
                next.Gate.SetResult();
        }

        Assert.Equal((1, 2, 3, 5), (await first, await waiting[0], await waiting[1], await waiting[3]));
        await Assert.ThrowsAsync<InvalidOperationException>(() => waiting[2]);

        // However often it was called, there is room for one call, and no more.
        var (one, other) = (EmbedAsync(embedder, "a"), EmbedAsync(embedder, "bb"));
        var only = await _inner.NextAsync();
        Assert.Equal(0, _inner.Begun);
        only.Gate.SetResult();
        if (only.Texts.Length == 1) // The room of the last call may have been given back a little late, and both have waited.
            (await _inner.NextAsync()).Gate.SetResult();
        Assert.Equal((1, 2), (await one, await other));
    }

    [Fact]
    public async Task A_failure_reaches_everybody_in_the_call_and_nobody_after_it()
    {
        var embedder = Make(calls: 1);
        var first = EmbedAsync(embedder, "a");
        var waiting = new[] { "bb", "ccc" }.Select(text => EmbedAsync(embedder, text)).ToArray();
        (await _inner.NextAsync()).Gate.SetResult();
        for (var call = 0; call < 3; call++) // Both, and each half.
            (await _inner.NextAsync()).Gate.SetException(new InvalidOperationException("no power"));

        foreach (var caller in waiting)
            Assert.Equal("no power", (await Assert.ThrowsAsync<InvalidOperationException>(() => caller)).Message);
        var later = EmbedAsync(embedder, "dddd");
        (await _inner.NextAsync()).Gate.SetResult();
        Assert.Equal((1, 4), (await first, await later));
    }

    [Fact]
    public async Task More_than_may_wait_are_refused_at_once()
    {
        var embedder = Make(calls: 1, waiting: 1);
        var (first, second) = (EmbedAsync(embedder, "a"), EmbedAsync(embedder, "bb"));

        var fault = await Assert.ThrowsAsync<EmbedderBusyException>(() => EmbedAsync(embedder, "ccc"));

        Assert.Contains("1 calls wait", fault.Message, StringComparison.Ordinal);
        (await _inner.NextAsync()).Gate.SetResult();
        (await _inner.NextAsync()).Gate.SetResult();
        Assert.Equal((1, 2), (await first, await second));
    }

    private BatchingEmbedder Make(int calls, int texts = 16, int waiting = 100) =>
        new(_inner, new BatchingEmbedderOptions { CallsMax = calls, BatchTextsMax = texts, WaitingMax = waiting });

    private static async Task<float> EmbedAsync(BatchingEmbedder embedder, string text, CancellationToken? token = null)
    {
        var vector = new float[1];
        await embedder.EmbedAsync(new[] { text }, vector, token ?? Token);
        return vector[0];
    }
}
