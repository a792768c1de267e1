namespace Likewise.Evaluation;

/// <summary>What an embedder's quality is measured on; each part may be empty.</summary>
/// <param name="Scored">Pairs that people scored: STS-B.</param>
/// <param name="Labelled">Pairs that may share an answer or may not: QQP.</param>
/// <param name="Grouped">Prompts whose groups are duplicates of one another.</param>
public sealed record QualityData(
    IReadOnlyList<ScoredPair> Scored, IReadOnlyList<LabelledPair> Labelled, IReadOnlyList<LabelledPrompt> Grouped)
{
    /// <summary>Every text of it.</summary>
    internal IEnumerable<string> Texts =>
        Scored.SelectMany(pair => (string[])[pair.A, pair.B])
            .Concat(Labelled.SelectMany(pair => (string[])[pair.A, pair.B]))
            .Concat(Grouped.Select(prompt => prompt.Text));
}
