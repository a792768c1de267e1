namespace Likewise;

/// <summary>What came of a call through a seam: a value, or the reason why there is none.</summary>
/// <param name="Value">The value; meaningless when there is a fault.</param>
/// <param name="Fault">What went wrong, for people; null when nothing did.</param>
/// <param name="IsAbandoned">
/// Whether the call did not end in time and may still be running: what it was given to write into is then lost to it.
/// </param>
internal readonly record struct Attempt<T>(T Value, string? Fault, bool IsAbandoned)
{
    public bool Succeeded => Fault is null;
}
