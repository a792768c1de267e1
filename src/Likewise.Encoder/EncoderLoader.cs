namespace Likewise.Encoder;

/// <summary>Puts an encoder together from a directory and options.</summary>
internal static class EncoderLoader
{
    /// <summary>
    /// 1. read the configuration; 2. open and identify the weights; 3. settle the options; 4. read tokenizer and weights.
    /// </summary>
    public static SentenceEncoder Load(string directory, EncoderOptions options, InstructionSet instructions)
    {
        ArgumentNullException.ThrowIfNull(directory);

        // 1. Read the configuration.
        var files = ModelDirectory.Read(directory);

        // 2. Open and identify the weights.
        using var weights = SafetensorsFile.Open(files.WeightsPath);
        var digest = weights.ComputeDigest();
        var known = ModelCatalog.FindByWeights(digest);

        // 3. Settle the options.
        var pooling = options.Pooling ?? files.Pooling ?? TokenPooling.Mean;
        var maxTokens = SettleMaxTokens(options, files.MaxTokens ?? known?.MaxTokens, files.Shape.Positions);
        var identity = new EmbedderIdentity(
            known?.Name ?? files.Name, Revision(digest, options.Precision), pooling == TokenPooling.Cls ? "cls" : "mean",
            options.Prefix ?? files.Prefix ?? "", files.Shape.Hidden, maxTokens);

        // 4. Read tokenizer and weights.
        var tokenizer = TokenizerReader.Read(files.TokenizerPath, files.Shape.Vocabulary, maxTokens);
        var frame = new int[maxTokens];
        var frameLength = tokenizer.Encode("", "", frame, out _);
        var model = BertReader.Read(weights, files.Shape, options.Precision, frame.AsSpan(0, frameLength), instructions);
        return new SentenceEncoder(model, tokenizer, identity, pooling, instructions);
    }

    /// <summary>Rounded weights are other weights. Those as they are in the file keep the file's digest alone.</summary>
    private static string Revision(string digest, EncoderPrecision precision) => precision switch
    {
        EncoderPrecision.Float32 => digest,
        EncoderPrecision.Int8 => digest + "+int8",
        _ => throw new ArgumentOutOfRangeException(nameof(precision), precision, "The precision is not known."),
    };

    private static int SettleMaxTokens(EncoderOptions options, int? said, int positions)
    {
        // Two special tokens and one of the text.
        const int Least = 3;
        if (options.MaxTokens < Least || options.MaxTokens > positions)
            throw new ArgumentOutOfRangeException(
                nameof(options), options.MaxTokens, $"MaxTokens does not fit: the model reads {Least} to {positions} tokens.");
        return Math.Clamp(options.MaxTokens ?? said ?? positions, Least, positions);
    }
}
