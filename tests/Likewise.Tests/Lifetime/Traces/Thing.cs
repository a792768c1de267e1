namespace Likewise.Tests.Lifetime.Traces;

/// <summary>Something that an order puts in order.</summary>
internal sealed class Thing(int key) : OrderNode
{
    public int Key { get; } = key;

    public long Start { get; init; }

    /// <summary>In seconds, as the start.</summary>
    public long End { get; init; } = 1_000_000;

    public double Value { get; init; } = 1;

    public override ulong Hash => Spread((ulong)Key);

    public override long StartTicks => Start * TimeSpan.TicksPerSecond;

    public override long EndTicks => End * TimeSpan.TicksPerSecond;

    public override double Worth => Value;

    /// <summary>SplitMix64's last step (Steele, Lea and Flood, 2014).</summary>
    private static ulong Spread(ulong value)
    {
        value = (value ^ value >> 30) * 0xBF58_476D_1CE4_E5B9;
        value = (value ^ value >> 27) * 0x94D0_49BB_1331_11EB;
        return value ^ value >> 31;
    }
}
