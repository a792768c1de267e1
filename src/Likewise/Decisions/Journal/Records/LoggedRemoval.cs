namespace Likewise;

/// <summary>An entry has left.</summary>
/// <param name="Entry">Its <see cref="LoggedEntry.Number"/>.</param>
/// <param name="At">When.</param>
/// <param name="Reason">Why.</param>
public sealed record LoggedRemoval(int Entry, DateTimeOffset At, RemovalReason Reason) : LoggedRecord;
