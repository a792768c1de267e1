using Likewise.Tests.Fixtures;

namespace Likewise.Tests.Lookup;

/// <summary>Goal: one live answer for many, from its first piece, whoever comes late, reads slowly or leaves.</summary>
public class LiveJoinTests
{
    private readonly TaskCompletionSource<LiveWriter> _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<RecordedResponse> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _calls;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_joins_late_reads_from_the_first_piece()
    {
        await using var cache = await Caches.BuildAsync();
        await using var leader = await OpenAsync(cache);
        var writer = await _begun.Task;
        writer.Write(Saying("one"));
        writer.Write(Saying("two"));
        await using var follower = await OpenAsync(cache);
        writer.Write(Saying("three"));
        _answer.SetResult("one two three");

        Assert.Equal("one two three", await ReadAsync(leader));
        Assert.Equal("one two three", await ReadAsync(follower));
        Assert.Equal((1, false, true), (_calls, leader.IsJoined, follower.IsJoined));
    }

    [Fact]
    public async Task Five_hundred_ride_one_call()
    {
        await using var cache = await Caches.BuildAsync();
        var asked = Enumerable.Range(0, 500).Select(_ => Task.Run(async () =>
        {
            await using var stream = await OpenAsync(cache);
            return await ReadAsync(stream);
        })).ToArray();
        var writer = await _begun.Task;
        await JoinTests.Until(() => cache.GetStatistics().Waiting == 500);
        writer.Write(Saying("one"));
        writer.Write(Saying("two"));
        _answer.SetResult("one two");

        Assert.All(await Task.WhenAll(asked), text => Assert.Equal("one two", text));
        Assert.Equal((1, 499), (_calls, cache.GetStatistics().Joined));
    }

    [Fact]
    public async Task When_the_leader_leaves_the_answer_goes_on_for_the_others()
    {
        await using var cache = await Caches.BuildAsync();
        var leader = await OpenAsync(cache);
        await using var follower = await OpenAsync(cache);
        var writer = await _begun.Task;
        writer.Write(Saying("one"));
        await leader.DisposeAsync();
        writer.Write(Saying("two"));
        _answer.SetResult("one two");

        Assert.Equal("one two", await ReadAsync(follower));
        await JoinTests.Until(() => cache.GetStatistics().Stored == 1);
    }

    [Fact]
    public async Task When_all_have_left_the_call_is_cancelled_and_nothing_is_stored()
    {
        await using var cache = await Caches.BuildAsync();
        var cancelled = new TaskCompletionSource();
        await using (await cache.GetOrStreamAsync(
            "reset password",
            async (_, writer, token) =>
            {
                writer.Begin();
                await using var registration = token.Register(cancelled.SetResult);
                await Task.Delay(Timeout.Infinite, token);
                return "never";
            },
            cancellationToken: Token))
        {
        }

        await cancelled.Task.WaitAsync(Token);
        await JoinTests.Until(() => cache.GetStatistics().InFlight == 0);
        Assert.Equal(0, cache.GetStatistics().Entries);
    }

    [Fact]
    public async Task Who_wants_the_whole_answer_waits_for_the_end_of_the_same_call()
    {
        await using var cache = await Caches.BuildAsync();
        await using var leader = await OpenAsync(cache);
        var whole = cache.GetOrCreateAsync(
            "reset password", (_, _) => throw new InvalidOperationException(), cancellationToken: Token);
        (await _begun.Task).Write(Saying("one"));
        _answer.SetResult("one");

        var answer = await whole;
        Assert.Equal(("one", true), (answer.Response.Text, answer.IsJoined));
    }

    [Fact]
    public async Task Who_wants_a_stream_gets_what_a_call_without_one_brings()
    {
        await using var cache = await Caches.BuildAsync();
        var release = new TaskCompletionSource();
        var leader = cache.GetOrCreateAsync(
            "reset password",
            async (_, _) =>
            {
                await release.Task;
                return "all at once";
            },
            cancellationToken: Token);
        var follower = OpenAsync(cache);
        await JoinTests.Until(() => cache.GetStatistics().Waiting == 2);
        release.SetResult();

        await using var stream = await follower;
        Assert.Equal(("all at once", true), (stream.Whole!.Response.Text, stream.IsJoined));
        await leader;
    }

    [Fact]
    public async Task What_is_stored_is_a_hit_for_whoever_comes_after()
    {
        await using var cache = await Caches.BuildAsync();
        await using (var first = await OpenAsync(cache))
        {
            _answer.SetResult("one");
            await ReadAsync(first);
            await JoinTests.Until(() => cache.GetStatistics().Stored == 1);
        }

        await using var second = await OpenAsync(cache, "reset password ~0.95");
        Assert.Equal(("one", 1), (second.Whole!.Response.Text, _calls));
        Assert.Equal(HitTier.Near, Assert.IsType<LookupHit>(second.Lookup).Tier);
    }

    [Fact]
    public async Task A_call_that_breaks_off_breaks_off_for_all_who_read_it_and_is_not_stored()
    {
        await using var cache = await Caches.BuildAsync();
        await using var leader = await OpenAsync(cache);
        await using var follower = await OpenAsync(cache);
        (await _begun.Task).Write(Saying("half"));
        _answer.SetException(new IOException("cut"));

        foreach (var stream in new[] { leader, follower })
            Assert.Equal("cut", (await Assert.ThrowsAsync<IOException>(() => ReadAsync(stream))).Message);
        await JoinTests.Until(() => cache.GetStatistics().InFlight == 0);
        Assert.Equal(0, cache.GetStatistics().Entries);
    }

    [Fact]
    public async Task A_failure_before_the_answer_begins_is_its_callers_alone()
    {
        await using var cache = await Caches.BuildAsync();
        var release = new TaskCompletionSource();
        var leader = cache.GetOrStreamAsync(
            "reset password",
            async (_, _, _) =>
            {
                await release.Task;
                throw new InvalidDataException("401");
            },
            cancellationToken: Token).AsTask();
        await JoinTests.Until(() => cache.GetStatistics().Waiting == 1);
        var follower = OpenAsync(cache);
        await JoinTests.Until(() => cache.GetStatistics().Waiting == 2);
        release.SetResult();
        _answer.SetResult("one");

        Assert.Equal("401", (await Assert.ThrowsAsync<InvalidDataException>(() => leader)).Message);
        await using var stream = await follower;
        Assert.Equal("", await ReadAsync(stream)); // Nothing was written live, and it ended well.
    }

    [Fact]
    public async Task An_answer_that_ended_well_is_whole_whatever_becomes_of_its_recording()
    {
        await using var cache = await Caches.BuildAsync();
        await using var stream = await cache.GetOrStreamAsync(
            "reset password",
            (_, writer, _) =>
            {
                writer.Begin();
                writer.Write(Saying("one"));
                writer.End();
                throw new InvalidDataException("cannot be recorded");
            },
            cancellationToken: Token);

        Assert.Equal("one", await ReadAsync(stream));
        Assert.Equal(0, cache.GetStatistics().Entries);
    }

    private async Task<AnswerStream> OpenAsync(SemanticCache cache, string prompt = "reset password") =>
        await cache.GetOrStreamAsync(
            prompt,
            async (_, writer, _) =>
            {
                Interlocked.Increment(ref _calls);
                writer.Begin();
                _begun.TrySetResult(writer);
                return await _answer.Task;
            },
            cancellationToken: Token);

    private static ResponseUpdate Saying(string word) => new([new TextDelta(0, word)], null);

    private static async Task<string> ReadAsync(AnswerStream stream)
    {
        var words = new List<string>();
        await foreach (var update in stream.Live!.ReadAsync(Token))
            words.AddRange(update.Deltas.OfType<TextDelta>().Select(delta => delta.Text));
        return string.Join(' ', words);
    }
}
