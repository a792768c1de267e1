namespace Likewise;

/// <summary>It became known whether an entry's answer was right for what was asked.</summary>
/// <param name="Lookup">The lookup's <see cref="LoggedLookup.Number"/>; 0 where only the entry was named.</param>
/// <param name="Entry">The <see cref="LoggedEntry.Number"/>.</param>
/// <param name="At">When it became known.</param>
/// <param name="Source">How.</param>
/// <param name="IsRight">Whether it was right.</param>
public sealed record LoggedOutcome(long Lookup, int Entry, DateTimeOffset At, OutcomeSource Source, bool IsRight)
    : LoggedRecord;
