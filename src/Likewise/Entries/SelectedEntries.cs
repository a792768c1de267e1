namespace Likewise;

/// <summary>What a selection chooses.</summary>
/// <param name="Entries">
/// The entries, all of them: the closest in meaning first, or else the youngest. Those only the store knows are among them.
/// </param>
/// <param name="NotCompared">
/// How many entries came into question and could not be compared by meaning, because another embedder made their vectors. They
/// are not chosen.
/// </param>
/// <param name="Fault">Why nothing could be chosen, for people: the embedder or the store failed. Null where all is well.</param>
public sealed record SelectedEntries(IReadOnlyList<SelectedEntry> Entries, int NotCompared, string? Fault);
