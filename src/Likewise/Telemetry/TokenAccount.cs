namespace Likewise;

/// <summary>Tokens of one model.</summary>
/// <param name="Use">What became of them.</param>
/// <param name="Model">
/// The model, as the answers saved or the embedder's identity name it; <c>other</c> for those beyond
/// <see cref="TelemetryOptions.ModelsMax"/>.
/// </param>
/// <param name="Usage">How many, read and written.</param>
public sealed record TokenAccount(TokenUse Use, string Model, TokenUsage Usage);
