namespace Likewise;

/// <summary>The model names itself.</summary>
/// <param name="Model">The name.</param>
public sealed record ModelDelta(string Model) : ResponseDelta;
