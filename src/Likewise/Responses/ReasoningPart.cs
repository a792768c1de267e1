namespace Likewise;

/// <summary>What the model thought, where it shows that.</summary>
/// <param name="Text">The thought.</param>
/// <param name="Signature">What proves it to the provider when it is sent back; null where there is none.</param>
public sealed record ReasoningPart(string Text, string? Signature) : RecordedPart;
