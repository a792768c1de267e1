namespace Likewise;

/// <summary>What an entry may do beyond its time: live longer where it is wanted, answer though it is stale. Immutable.</summary>
/// <remarks>Entries that were stored under the same rules share one.</remarks>
public sealed record Leeway
{
    /// <summary>No leeway: an entry ends on time.</summary>
    public static Leeway None { get; } = new();

    /// <summary>By how much each doubling of its use lengthens an entry's life.</summary>
    /// <value>Not negative; default: zero, use does not lengthen it.</value>
    public TimeSpan PerDoubling { get; init; }

    /// <summary>By how much use lengthens an entry's life at most.</summary>
    /// <value>Not negative; default: zero.</value>
    public TimeSpan LongerMax { get; init; }

    /// <summary>How long after its time an entry still answers while a fresh answer is fetched.</summary>
    /// <value>Not negative; default: zero, not at all (RFC 5861, section 3).</value>
    public TimeSpan StaleWhileRevalidate { get; init; }

    /// <summary>How long after its time an entry still answers where the model fails.</summary>
    /// <value>Not negative; default: zero, not at all (RFC 5861, section 4).</value>
    public TimeSpan StaleIfError { get; init; }

    /// <summary>How long a stale entry is of any use.</summary>
    public TimeSpan Stale => StaleWhileRevalidate > StaleIfError ? StaleWhileRevalidate : StaleIfError;

    /// <summary>By how much an entry lives longer: <see cref="PerDoubling"/> × log2(1 + hits), as far as it may.</summary>
    /// <param name="hits">How often it has answered; not negative.</param>
    public TimeSpan Longer(long hits)
    {
        if (PerDoubling <= TimeSpan.Zero || hits <= 0)
            return TimeSpan.Zero;

        var doublings = Math.Log2(1.0 + hits);
        return doublings * PerDoubling.Ticks >= LongerMax.Ticks ? LongerMax : PerDoubling * doublings;
    }
}
