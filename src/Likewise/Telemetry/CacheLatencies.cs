namespace Likewise;

/// <summary>How long everything takes that a cache does, each under the name by which statistics show it.</summary>
internal sealed class CacheLatencies
{
    private static readonly string[] Stages =
        [.. Enum.GetNames<LookupStage>().Select(name => name.ToLowerInvariant())];

    private readonly DurationHistogram[] _stages = [.. Stages.Select(_ => new DurationHistogram())];

    public DurationHistogram Hit { get; } = new();

    public DurationHistogram Miss { get; } = new();

    public DurationHistogram EmbedCall { get; } = new();

    public DurationHistogram Store { get; } = new();

    public DurationHistogram Invalidate { get; } = new();

    /// <summary>What a stage is called in statistics, metrics and traces.</summary>
    public static string NameOf(LookupStage stage) => Stages[(int)stage];

    public void Looked(LookupResult result)
    {
        var timings = result.Timings;
        (result is LookupHit ? Hit : Miss).Add(timings.Total);
        for (var stage = LookupStage.Normalize; stage <= LookupStage.Read; stage++)
        {
            if (IsReached(stage, timings.Of(stage)))
                _stages[(int)stage].Add(timings.Of(stage));
        }
    }

    /// <summary>Every lookup begins with the first two stages, however short; the others take measurable time.</summary>
    public static bool IsReached(LookupStage stage, TimeSpan took) => stage <= LookupStage.Exact || took > TimeSpan.Zero;

    /// <summary>The names in the order of what they stand for, with what has been counted.</summary>
    public IReadOnlyDictionary<string, LatencyStatistics> Read()
    {
        var read = new OrderedDictionary<string, LatencyStatistics> { ["hit"] = Hit.Read(), ["miss"] = Miss.Read() };
        for (var at = 0; at < Stages.Length; at++)
            read[Stages[at]] = _stages[at].Read();
        (read["embed-call"], read["store"], read["invalidate"]) = (EmbedCall.Read(), Store.Read(), Invalidate.Read());
        return read;
    }
}
