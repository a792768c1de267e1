namespace Likewise;

/// <summary>An entry whose prompt is close to the one asked. Not yet an answer: the decision comes next.</summary>
/// <param name="Similarity">True cosine of the two prompts' vectors, in [-1, 1]; larger is closer.</param>
/// <param name="Summary">The entry.</param>
public readonly record struct Candidate(double Similarity, EntrySummary Summary);
