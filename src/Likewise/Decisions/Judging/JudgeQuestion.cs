namespace Likewise;

/// <summary>What a model is asked that judges. It is to be answered at temperature 0, without tools, by one word.</summary>
/// <param name="Instructions">What the model is to do: a system message.</param>
/// <param name="Text">What it is to judge: a user message.</param>
/// <param name="TokensMax">The most tokens that the answer may have.</param>
public sealed record JudgeQuestion(string Instructions, string Text, int TokensMax);
