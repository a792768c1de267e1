namespace Likewise;

/// <summary>What a verifier is asked.</summary>
/// <param name="Request">The request to be answered.</param>
/// <param name="Prompt">Its last user text.</param>
/// <param name="Candidate">The entry proposed, with the prompt that it answered.</param>
public sealed record Verification(PromptRequest Request, string Prompt, Candidate Candidate);
