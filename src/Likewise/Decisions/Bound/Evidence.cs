namespace Likewise;

/// <summary>What is known of one decision: how sure it was, and whether the answer was right.</summary>
/// <param name="Sureness">Log-odds of the score at the time, the entry's history included.</param>
/// <param name="IsRight">Whether the answer was right, or would have been.</param>
/// <param name="Source">Where that is known from.</param>
internal readonly record struct Evidence(double Sureness, bool IsRight, EvidenceSource Source);
