using System.Collections.Concurrent;
using System.Diagnostics;
using Likewise.Tests.Fixtures;

namespace Likewise.Tests.Telemetry;

public sealed class CacheSpansTests
{
    [Fact]
    public async Task A_lookup_has_one_span_with_its_stages_and_what_came_of_it()
    {
        using var traced = new Traced();
        await using var cache = await Caches.BuildAsync(time: TimeProvider.System);
        var id = await cache.PutAsync("reset password", "click here");
        await cache.HitAsync("reset password");
        await cache.HitAsync("reset password ~0.95");
        await cache.MissAsync("another topic");

        var lookups = traced.Of(LikewiseTelemetry.LookupSpan);
        Assert.Equal(3, lookups.Count);
        Assert.All(lookups, span => Assert.Equal(traced.Root.SpanId, span.ParentSpanId));
        Assert.Equal(
            ("hit", "exact", id.ToString(), 1.0, "accept", "exact"),
            (Tag(lookups[0], "outcome"), Tag(lookups[0], "tier"), Tag(lookups[0], "entry"), Tag(lookups[0], "similarity"),
                Tag(lookups[0], "verdict"), Tag(lookups[0], "rule")));
        Assert.Equal(("hit", "near"), (Tag(lookups[1], "outcome"), Tag(lookups[1], "tier")));
        Assert.Equal(("miss", "notsimilar"), (Tag(lookups[2], "outcome"), Tag(lookups[2], "reason")));
        Assert.Equal(["normalize", "exact"], lookups[0].Events.Take(2).Select(stage => stage.Name));
        Assert.Contains("embed", lookups[1].Events.Select(stage => stage.Name));
        Assert.All(
            lookups.SelectMany(span => span.Events.Select(stage => (span, stage.Timestamp.UtcDateTime))),
            one => Assert.InRange(
                one.UtcDateTime, one.span.StartTimeUtc, one.span.StartTimeUtc + one.span.Duration + TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public async Task Storing_and_removing_have_spans_too()
    {
        using var traced = new Traced();
        await using var cache = await Caches.BuildAsync();
        var id = await cache.PutAsync("reset password", "click here");
        await cache.InvalidateAsync(id, TestContext.Current.CancellationToken);

        var store = Assert.Single(traced.Of(LikewiseTelemetry.StoreSpan));
        var removal = Assert.Single(traced.Of(LikewiseTelemetry.InvalidateSpan));
        Assert.Equal(("stored", id.ToString()), (Tag(store, "outcome"), Tag(store, "entry")));
        Assert.Equal(("entry", 1), (Tag(removal, "kind"), Tag(removal, "removed")));
    }

    [Fact]
    public async Task Warming_has_one_span_around_all_that_it_does()
    {
        using var traced = new Traced();
        await using var cache = await Caches.BuildAsync();
        await cache.PutAsync("reset password", "click here");
        await cache.WarmBatchAsync(
            ["reset password", "refund"], (_, _) => new(RecordedResponse.FromText("of course")), null,
            TestContext.Current.CancellationToken);

        var warm = Assert.Single(traced.Of(LikewiseTelemetry.WarmSpan));
        Assert.Equal((1, 1), (Tag(warm, "known"), Tag(warm, "stored")));
        Assert.Equal(warm.SpanId, traced.Of(LikewiseTelemetry.StoreSpan)[^1].ParentSpanId);
        Assert.Empty(traced.Of(LikewiseTelemetry.LookupSpan));
    }

    [Fact]
    public async Task A_fault_marks_its_span_and_names_the_reason()
    {
        using var traced = new Traced();
        var embedder = new TopicEmbedder { Instead = (_, _) => throw new InvalidOperationException("out of order") };
        await using var cache = await Caches.BuildAsync(embedder);
        await cache.MissAsync("reset password");

        var span = Assert.Single(traced.Of(LikewiseTelemetry.LookupSpan));
        Assert.Equal((ActivityStatusCode.Error, "embedderfailed"), (span.Status, Tag(span, "reason")));
    }

    [Fact]
    public async Task What_is_called_during_a_lookup_is_part_of_its_span()
    {
        using var traced = new Traced();
        Activity? during = null;
        var embedder = new TopicEmbedder
        {
            Instead = (vector, _) =>
            {
                during = Activity.Current;
                vector.Span.Clear();
                vector.Span[0] = 1;
                return Task.CompletedTask;
            },
        };
        await using var cache = await Caches.BuildAsync(embedder);
        await cache.MissAsync("reset password");

        Assert.Equal(Assert.Single(traced.Of(LikewiseTelemetry.LookupSpan)).SpanId, during?.SpanId);
        Assert.Equal(traced.Root, Activity.Current);
    }

    /// <summary>The model's call belongs to the request, and not to the lookup before it.</summary>
    [Fact]
    public async Task A_model_is_called_outside_of_the_lookups_span()
    {
        using var traced = new Traced();
        Activity? during = null;
        await using var cache = await Caches.BuildAsync();

        await cache.GetOrCreateAsync(
            "reset password",
            (_, _) =>
            {
                during = Activity.Current;
                return ValueTask.FromResult(RecordedResponse.FromText("click here"));
            },
            null, TestContext.Current.CancellationToken);

        Assert.Equal(traced.Root.SpanId, during?.SpanId);
        Assert.Single(traced.Of(LikewiseTelemetry.LookupSpan));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Prompts_stand_in_spans_only_where_the_operator_wishes(bool isWished)
    {
        using var traced = new Traced();
        await using var cache = await Caches.BuildAsync(configure: options => options.Telemetry.TracePrompts = isWished);
        await cache.PutAsync("reset password", "click here");
        await cache.HitAsync("reset password");
        await cache.MissAsync("reset my passport");

        var said = traced.All.SelectMany(span => span.TagObjects.Select(tag => $"{tag.Value}")
            .Concat(span.Events.SelectMany(stage => stage.Tags.Select(tag => $"{tag.Value}")))
            .Append(span.StatusDescription ?? ""));
        Assert.Equal(isWished, said.Any(text => text.Contains("reset", StringComparison.Ordinal)));
    }

    private static object? Tag(Activity span, string name) => span.GetTagItem("likewise." + name);

    /// <summary>Listens to what happens under a span of its own, and to nothing of other tests.</summary>
    private sealed class Traced : IDisposable
    {
        private readonly ActivityListener _listener;
        private readonly ConcurrentQueue<Activity> _spans = new();

        public Traced()
        {
            Root = new Activity("test").SetIdFormat(ActivityIdFormat.W3C).Start();
            _listener = new ActivityListener
            {
                ShouldListenTo = source => source.Name == LikewiseTelemetry.ActivitySourceName,
                Sample = (ref ActivityCreationOptions<ActivityContext> options) => options.Parent.TraceId == Root.TraceId
                    ? ActivitySamplingResult.AllDataAndRecorded
                    : ActivitySamplingResult.None,
                ActivityStopped = _spans.Enqueue,
            };
            ActivitySource.AddActivityListener(_listener);
        }

        public Activity Root { get; }

        public IReadOnlyList<Activity> All => [.. _spans];

        public IReadOnlyList<Activity> Of(string name) => [.. _spans.Where(span => span.OperationName == name)];

        public void Dispose()
        {
            _listener.Dispose();
            Root.Dispose();
        }
    }
}
