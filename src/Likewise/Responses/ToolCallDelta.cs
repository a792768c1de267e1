namespace Likewise;

/// <summary>The model begins to ask for a tool, or goes on writing its arguments.</summary>
/// <param name="Choice">Which of the answers, from 0.</param>
/// <param name="Call">Which of the answer's calls, as its protocol numbers them.</param>
/// <param name="Id">The call's name; null but at its beginning.</param>
/// <param name="Name">The tool's; null but at its beginning.</param>
/// <param name="Arguments">What is added to the arguments' JSON text.</param>
public sealed record ToolCallDelta(int Choice, int Call, string? Id, string? Name, string Arguments) : ResponseDelta;
