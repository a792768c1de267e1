namespace Likewise;

/// <summary>How far a cache has come in reading its store at start.</summary>
/// <param name="Done">Entries read so far.</param>
/// <param name="Total">Entries to read, as the store counted them before.</param>
/// <param name="Skipped">
/// Of those read: entries that are not taken in, because they have ended or another embedder made them.
/// </param>
public readonly record struct FillProgress(long Done, long Total, long Skipped);
