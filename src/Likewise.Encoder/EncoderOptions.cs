namespace Likewise.Encoder;

/// <summary>
/// What to do otherwise than a model's own files say. What changes the vectors changes the embedder's identity too.
/// </summary>
public sealed class EncoderOptions
{
    /// <summary>What the linear layers compute in.</summary>
    /// <value>
    /// Default: <see cref="EncoderPrecision.Int8"/>, the fastest whose vectors hold: of the cosines of 10,000 pairs of questions
    /// 99 in 100 are within 0.008 of those in float32.
    /// </value>
    public EncoderPrecision Precision { get; set; } = EncoderPrecision.Int8;

    /// <summary>How token vectors become one.</summary>
    /// <value>
    /// Null: as <c>1_Pooling/config.json</c> says, and <see cref="TokenPooling.Mean"/> where there is no such file.
    /// </value>
    public TokenPooling? Pooling { get; set; }

    /// <summary>What is put before each text, its last space included.</summary>
    /// <value>
    /// Null: as <c>config_sentence_transformers.json</c> says (its default prompt, otherwise the one named <c>query</c>, since a
    /// cache compares questions with questions), and nothing where there is no such file.
    /// </value>
    public string? Prefix { get; set; }

    /// <summary>
    /// How many tokens of a text are read, special tokens included. At least 3, and no more than the model has positions.
    /// </summary>
    /// <value>
    /// Null: as <c>sentence_bert_config.json</c> or <c>tokenizer_config.json</c> says, otherwise what is known of the weights
    /// (256 for all-MiniLM-L6-v2), otherwise every position that the model has.
    /// </value>
    public int? MaxTokens { get; set; }

    /// <summary>What becomes of a text that has more tokens than that.</summary>
    /// <value>Default: <see cref="LongTexts.Truncate"/>.</value>
    public LongTexts LongTexts { get; set; }

    /// <summary>
    /// Tokens that a window has in common with the one before, where texts are read in windows. Fewer than a window has room for.
    /// </summary>
    /// <value>Null: a quarter of <see cref="MaxTokens"/>.</value>
    public int? WindowOverlap { get; set; }

    /// <summary>
    /// The most windows that are read of a text, at least 1; a text that has more is truncated. Each takes as long as a text of
    /// full length.
    /// </summary>
    /// <value>Default: 16, which are 3,100 tokens of 256 at a time.</value>
    public int WindowsMax { get; set; } = 16;

    /// <summary>The most that <see cref="Threads"/> can be.</summary>
    public const int ThreadsMost = 16;

    /// <summary>
    /// How many threads share the work on one call, the caller's included: 1 to <see cref="ThreadsMost"/>. One call at a time has
    /// the others' help; calls beside it run on their caller's thread alone. No vector changes by it. More than 1 is for
    /// machines whose processors are otherwise idle: while a call runs, the others wait for its next stage without sleeping.
    /// </summary>
    /// <value>Default: 1.</value>
    public int Threads { get; set; } = 1;

    /// <summary>
    /// Whether the weights are kept on disk as they are computed with, so that the next start only maps them: beside the model,
    /// or in the user's cache where nothing can be written there. 61 MB for all-MiniLM-L6-v2 in bytes, 93 MB in float32. What
    /// is found damaged, or made of other files or by another build, is made anew.
    /// </summary>
    /// <value>Default: true.</value>
    public bool PackedCache { get; set; } = true;
}
