namespace Likewise;

/// <summary>An exported entry's leeway, in seconds.</summary>
internal sealed record LeewayLine
{
    public double? PerDoubling { get; init; }

    public double? LongerMax { get; init; }

    public double? StaleWhileRevalidate { get; init; }

    public double? StaleIfError { get; init; }

    public static LeewayLine? Of(Leeway leeway) => leeway == Leeway.None ? null : new LeewayLine
    {
        PerDoubling = Seconds(leeway.PerDoubling),
        LongerMax = Seconds(leeway.LongerMax),
        StaleWhileRevalidate = Seconds(leeway.StaleWhileRevalidate),
        StaleIfError = Seconds(leeway.StaleIfError),
    };

    /// <exception cref="FormatException">A number is out of range.</exception>
    public Leeway ToLeeway() => new()
    {
        PerDoubling = EntryLine.Span(PerDoubling) ?? TimeSpan.Zero,
        LongerMax = EntryLine.Span(LongerMax) ?? TimeSpan.Zero,
        StaleWhileRevalidate = EntryLine.Span(StaleWhileRevalidate) ?? TimeSpan.Zero,
        StaleIfError = EntryLine.Span(StaleIfError) ?? TimeSpan.Zero,
    };

    private static double? Seconds(TimeSpan span) => span > TimeSpan.Zero ? span.TotalSeconds : null;
}
