namespace Likewise;

/// <summary>An entry that was close to what was asked.</summary>
/// <param name="Entry">Its <see cref="LoggedEntry.Number"/>.</param>
/// <param name="Similarity">Cosine of the two prompts, bit for bit.</param>
/// <param name="Fate">What became of it.</param>
/// <param name="Objections">Every guard that speaks against it, those that were not asked included.</param>
/// <param name="Score">How sure it was; NaN where nothing said so.</param>
/// <param name="Rule">The rule that decided where a verifier was asked; empty elsewhere, where it follows from the rest.</param>
public readonly record struct LoggedCandidate(
    int Entry, double Similarity, CandidateFate Fate, Guards Objections, double Score, string Rule);
