namespace Likewise.Evaluation;

/// <summary>A hit by meaning, or a near miss, whose label is known.</summary>
/// <param name="Score">How sure the cache was; null where it decides by similarity alone.</param>
/// <param name="IsServed">Whether it was served.</param>
/// <param name="IsRight">Whether that was, or would have been, right.</param>
/// <param name="IsAudited">Whether the cache was told so, as one of the hits that it had drawn.</param>
/// <param name="Namespace">The part of the cache that it happened in.</param>
/// <param name="IsLater">Whether it happened in the stream that follows the first.</param>
internal readonly record struct StreamDecision(
    double? Score, bool IsServed, bool IsRight, bool IsAudited, string Namespace, bool IsLater);
