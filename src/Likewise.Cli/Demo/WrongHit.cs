namespace Likewise.Cli;

/// <summary>An answer from the cache that belonged to another question.</summary>
/// <param name="Asked">The question asked.</param>
/// <param name="AnsweredFor">The question whose answer was served.</param>
/// <param name="Similarity">Cosine of the two.</param>
internal sealed record WrongHit(string Asked, string AnsweredFor, double Similarity);
