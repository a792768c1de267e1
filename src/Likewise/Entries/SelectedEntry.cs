namespace Likewise;

/// <summary>An entry that was chosen.</summary>
/// <param name="Entry">The entry.</param>
/// <param name="Similarity">
/// Cosine of its prompt and the text it was chosen by, in [-1, 1]; null where it was not chosen by meaning.
/// </param>
public sealed record SelectedEntry(EntrySummary Entry, double? Similarity);
