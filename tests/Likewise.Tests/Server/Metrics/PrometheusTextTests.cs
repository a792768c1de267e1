using System.Diagnostics.Metrics;
using Likewise.Server;

namespace Likewise.Tests.Server.Metrics;

public sealed class PrometheusTextTests
{
    private static readonly Meter Meter = new("of these tests");

    [Theory]
    [InlineData("likewise.lookup.duration", "s", MetricKind.Histogram, "likewise_lookup_duration_seconds")]
    [InlineData("likewise.payload.size", "By", MetricKind.Gauge, "likewise_payload_size_bytes")]
    [InlineData("likewise.time.saved", "s", MetricKind.Counter, "likewise_time_saved_seconds_total")]
    [InlineData("likewise.lookups", "{lookup}", MetricKind.Counter, "likewise_lookups_total")]
    [InlineData("some.share", "1", MetricKind.Gauge, "some_share_ratio")]
    [InlineData("with-odd/letters", null, MetricKind.Gauge, "with_odd_letters")]
    internal void A_name_ends_in_its_unit_and_a_counter_in_total(string name, string? unit, MetricKind kind, string expected) =>
        Assert.Equal(expected, PrometheusName.OfMetric(name, unit, kind));

    [Fact]
    public async Task Whatever_a_label_or_a_help_holds_is_escaped()
    {
        var family = new MetricFamily(Meter.CreateCounter<long>("odd", null, "Help with \\ and\na line feed."));
        family.Record(1, [new("likewise.namespace", "a \"b\" \\ c\nd"), new("other.tag", 5)]);

        var text = PrometheusText.Write([family], isOpenMetrics: false);

        Assert.Equal(
            """
            # HELP odd_total Help with \\ and\na line feed.
            # TYPE odd_total counter
            odd_total{namespace="a \"b\" \\ c\nd",other_tag="5"} 1

            """,
            text);
        await Promtool.PassesAsync(text, "check", "metrics");
    }

    [Fact]
    public void A_histogram_counts_what_equals_a_bound_below_it()
    {
        var advice = new InstrumentAdvice<double> { HistogramBucketBoundaries = [1, 2] };
        var family = new MetricFamily(Meter.CreateHistogram("took", "s", "Time.", null, advice));
        foreach (var value in new[] { 0.5, 1, 1.5, 99 })
            family.Record(value, []);

        Assert.Equal(
            """
            # HELP took_seconds Time.
            # TYPE took_seconds histogram
            took_seconds_bucket{le="1"} 2
            took_seconds_bucket{le="2"} 3
            took_seconds_bucket{le="+Inf"} 4
            took_seconds_sum 102
            took_seconds_count 4

            """,
            PrometheusText.Write([family], isOpenMetrics: false));
    }

    [Fact]
    public void Series_beyond_the_limit_count_together()
    {
        var family = new MetricFamily(Meter.CreateCounter<long>("many"));
        for (var at = 0; at < 1_500; at++)
            family.Record(1, [new("of", $"caller {at}")]);

        var series = family.Series.ToArray();

        Assert.Equal(1_001, series.Length);
        Assert.Equal(500, Assert.Single(series, one => one.Labels == "otel_metric_overflow=\"true\"").Value);
    }

    [Fact]
    public async Task Nothing_is_lost_where_several_tell_at_once()
    {
        var family = new MetricFamily(Meter.CreateCounter<long>("busy"));
        await Task.WhenAll(Enumerable.Range(0, 4).Select(worker => Task.Run(
            () =>
            {
                for (var at = 0; at < 5_000; at++)
                    family.Record(1, [new("of", at % 7)]);
            },
            TestContext.Current.CancellationToken)));

        Assert.Equal(20_000, family.Series.Sum(one => one.Value));
    }

    [Fact]
    public void Telling_what_is_known_allocates_nothing()
    {
        var family = new MetricFamily(Meter.CreateCounter<long>("quiet"));
        KeyValuePair<string, object?>[] tags = [new("of", "one"), new("and", "another")];
        family.Record(1, tags);

        var before = GC.GetAllocatedBytesForCurrentThread();
        family.Record(1, tags);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void A_gauge_that_may_fall_shows_its_last_value_and_a_sum_that_may_fall_its_sum()
    {
        var gauge = new MetricFamily(Meter.CreateGauge<long>("last"));
        var sum = new MetricFamily(Meter.CreateUpDownCounter<long>("net"));
        foreach (var value in new[] { 5, -2 })
        {
            gauge.Record(value, []);
            sum.Record(value, []);
        }

        Assert.Equal((-2, 3), (gauge.Series.Single().Value, sum.Series.Single().Value));
    }
}
