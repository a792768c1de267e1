namespace Likewise;

/// <summary>The words in which the model refuses.</summary>
/// <param name="Text">The words.</param>
public sealed record RefusalPart(string Text) : RecordedPart;
