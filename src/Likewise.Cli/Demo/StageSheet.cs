namespace Likewise.Cli;

/// <summary>Where the lookups' time went, stage by stage.</summary>
internal sealed class StageSheet
{
    /// <summary>The stages in the order that a lookup passes them; those it did not reach do not count it.</summary>
    public IReadOnlyList<(string Name, StageTimes Times)> Stages { get; } =
    [
        ("normalize", new()), ("exact", new()), ("embed", new()), ("search", new()), ("decide", new()), ("read", new()),
    ];

    public StageTimes Total { get; } = new();

    public void Add(LookupTimings timings)
    {
        ReadOnlySpan<TimeSpan> times =
            [timings.Normalize, timings.Exact, timings.Embed, timings.Search, timings.Decide, timings.Read];
        for (var i = 0; i < times.Length; i++)
        {
            if (times[i] > TimeSpan.Zero)
                Stages[i].Times.Add(times[i]);
        }

        Total.Add(timings.Total);
    }
}
