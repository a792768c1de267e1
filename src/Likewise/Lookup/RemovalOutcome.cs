namespace Likewise;

/// <summary>What became of a removal.</summary>
/// <param name="Removed">How many entries were taken away. None of them answers from now on, in this process.</param>
/// <param name="Fault">
/// Why the store could not remove all of them, for people; those that answered here are tried again until they are gone. Null
/// when all is done for good.
/// </param>
public sealed record RemovalOutcome(int Removed, string? Fault)
{
    /// <summary>Whether the entries are gone for good: none comes back after a restart.</summary>
    public bool IsComplete => Fault is null;
}
