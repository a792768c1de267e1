namespace Likewise.Encoder;

/// <summary>A linear layer as its file has it, y = W x + b.</summary>
/// <param name="Weights">Shape [outputs, inputs].</param>
/// <param name="Bias">Shape [outputs].</param>
internal sealed record Dense(float[] Weights, float[] Bias);
