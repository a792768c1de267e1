namespace Likewise.Encoder;

/// <summary>How a cross-encoder is run.</summary>
public sealed class CrossEncoderOptions
{
    /// <summary>What the linear layers compute in.</summary>
    /// <value>
    /// Default: <see cref="EncoderPrecision.Float32"/>, as the model's authors measured it. <see cref="EncoderPrecision.Int8"/>
    /// takes a half of the time or less; measure what it does to your model's scores.
    /// </value>
    public EncoderPrecision Precision { get; set; } = EncoderPrecision.Float32;

    /// <summary>How sure the model must be that one answer serves both prompts.</summary>
    /// <value>
    /// In [0, 1]; default 0.5, where a model of two labels says yes. What it means hangs on what the model was trained on: look
    /// at it with <c>likewise eval pairs --verifier</c>.
    /// </value>
    public double ScoreMin { get; set; } = 0.5;

    /// <summary>
    /// How many tokens of a pair are read, special tokens included; of a longer one, the longer text loses its end.
    /// </summary>
    /// <value>At least 5, and no more than the model has positions; default: null, as the model's files say.</value>
    public int? MaxTokens { get; set; }

    /// <summary>Of a model with two labels, the one that means yes.</summary>
    /// <value>0 or 1; default 1, as in models of paraphrases and duplicates.</value>
    public int Label { get; set; } = 1;
}
