using Likewise.Encoder;

namespace Likewise.Server;

/// <summary>A cross-encoder that takes a second look at candidates, in process.</summary>
public sealed class VerifierSettings
{
    /// <summary>The model's directory.</summary>
    /// <value>Default: null, there is none.</value>
    public string? Path { get; set; }

    /// <summary>What its linear layers compute in.</summary>
    /// <value>Default: float32.</value>
    public EncoderPrecision Precision { get; set; } = new CrossEncoderOptions().Precision;

    /// <summary>How sure it must be.</summary>
    /// <value>0 to 1; default 0.5.</value>
    public double ScoreMin { get; set; } = new CrossEncoderOptions().ScoreMin;

    /// <summary>How many tokens of a pair it reads.</summary>
    /// <value>Default: null, as the model's files say.</value>
    public int? MaxTokens { get; set; }

    /// <summary>Of a model with two labels, the one that means yes.</summary>
    /// <value>0 or 1; default 1.</value>
    public int Label { get; set; } = new CrossEncoderOptions().Label;
}
