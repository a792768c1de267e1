namespace Likewise;

/// <summary>What the model says.</summary>
/// <param name="Text">The text.</param>
public sealed record TextPart(string Text) : RecordedPart;
