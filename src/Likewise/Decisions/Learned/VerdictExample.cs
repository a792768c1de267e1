namespace Likewise;

/// <summary>A labelled pair that a <see cref="VerdictModel"/> learns from.</summary>
/// <param name="Asked">One prompt.</param>
/// <param name="Stored">The other.</param>
/// <param name="Similarity">Cosine of their vectors.</param>
/// <param name="IsRight">Whether the answer to one is right for the other.</param>
/// <param name="Set">
/// Which set it comes from. Sets have their own shares of right pairs, for reasons of how they were gathered; what is learnt is
/// what tells pairs apart within a set.
/// </param>
/// <param name="Weight">How much it counts, positive.</param>
public sealed record VerdictExample(
    string Asked, string Stored, double Similarity, bool IsRight, string Set = "", double Weight = 1);
