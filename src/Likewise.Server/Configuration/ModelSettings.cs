using Likewise.Encoder;

namespace Likewise.Server;

/// <summary>
/// What embeds prompts. Whatever changes vectors changes which entries are found: kind, name, pooling, prefix, revision,
/// dimension, fields, and the directory's weights.
/// </summary>
public sealed partial class ModelSettings
{
    /// <summary>Whether this process embeds, or which kind of service.</summary>
    /// <value>Default: <see cref="ModelKind.Builtin"/>.</value>
    public ModelKind Kind { get; set; }

    /// <summary>A directory with a sentence encoder in Hugging Face layout.</summary>
    /// <value>Default: null, the encoder that comes with Likewise.</value>
    public string? Path { get; set; }

    /// <summary>
    /// What the encoder's linear layers compute in. Vectors of one precision are never compared with those of the other.
    /// </summary>
    /// <value>Default: <see cref="EncoderPrecision.Int8"/>.</value>
    public EncoderPrecision Precision { get; set; } = EncoderPrecision.Int8;

    /// <summary>How token vectors become one.</summary>
    /// <value>Default: null, as the model's files say.</value>
    public TokenPooling? Pooling { get; set; }

    /// <summary>What is put before each text, its last space included.</summary>
    /// <value>Default: null, as the model's files say; nothing for a service.</value>
    public string? Prefix { get; set; }

    /// <summary>How many tokens of a text are read, special tokens included. Of a service it is only noted.</summary>
    /// <value>At least 3, and no more than the model has positions; default: null, as the model's files say.</value>
    public int? MaxTokens { get; set; }

    /// <summary>What becomes of a text that has more tokens than that; of a service the service decides.</summary>
    /// <value>Default: <see cref="LongTexts.Truncate"/>.</value>
    public LongTexts LongTexts { get; set; }

    /// <summary>How many threads of the encoder share the work on one call; of more, the others wait without sleeping.</summary>
    /// <value>1 to 16; default: 1.</value>
    public int Threads { get; set; } = 1;

    /// <summary>Whether the encoder's weights are kept on disk as it computes with them: later starts are quick.</summary>
    /// <value>Default: true.</value>
    public bool PackedCache { get; set; } = true;
}
