namespace Likewise;

/// <summary>What came of asking a judge, and what to say of it to people.</summary>
/// <param name="Opinion">What came of it.</param>
/// <param name="Detail">What was said, or why nothing was.</param>
internal readonly record struct JudgeFinding(JudgeOpinion Opinion, string Detail);
