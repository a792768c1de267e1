namespace Likewise.Encoder;

/// <summary>Puts a <see cref="CrossEncoderVerifier"/> together from a directory and options.</summary>
internal static class CrossEncoderLoader
{
    /// <summary>The one kind of model that is known.</summary>
    public const string Architecture = "BertForSequenceClassification";

    /// <summary>Whether a directory's model judges pairs or texts, and makes no vectors.</summary>
    public static bool IsClassifier(ModelDirectory files) =>
        files.Architecture?.EndsWith("ForSequenceClassification", StringComparison.Ordinal) == true;

    /// <summary>1. read the configuration; 2. read the encoder; 3. read what judges.</summary>
    public static CrossEncoderVerifier Load(string directory, CrossEncoderOptions options, InstructionSet set)
    {
        ArgumentNullException.ThrowIfNull(directory);
        if (!(options.ScoreMin is >= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(options), options.ScoreMin, "ScoreMin does not fit: it is 0 to 1.");
        if (options.Label is not (0 or 1))
            throw new ArgumentOutOfRangeException(nameof(options), options.Label, "Label does not fit: it is 0 or 1.");

        // 1. Read the configuration.
        var files = ModelDirectory.Read(directory);
        if (files.Architecture != Architecture)
            throw new ModelException(
                files.ConfigPath, $"the model is a '{files.Architecture ?? "nameless one"}'; a verifier is a '{Architecture}'.");

        var maxTokens = Math.Min(options.MaxTokens ?? files.MaxTokens ?? int.MaxValue, files.Shape.Positions);
        var tokenizer = TokenizerReader.Read(files.TokenizerPath, files.Shape.Vocabulary, maxTokens);
        if (PairTokenizer.LeastTokens(tokenizer.Special) is var least && (maxTokens < least || options.MaxTokens > maxTokens))
            throw new ArgumentOutOfRangeException(
                nameof(options), options.MaxTokens,
                $"MaxTokens does not fit: the model reads {least} to {files.Shape.Positions} tokens.");

        // 2. Read the encoder.
        using var weights = SafetensorsFile.Open(files.WeightsPath);
        var frame = new int[maxTokens];
        var frameLength = tokenizer.Encode("", "", frame, out _);
        var model = BertReader.Read(weights, files.Shape, options.Precision, frame.AsSpan(0, frameLength), set);

        // 3. Read what judges.
        var (head, second) = BertReader.ReadPairHead(weights, files.Shape, options.Label);
        var revision = EncoderLoader.Revision(weights.ComputeDigest(), options.Precision);
        return new CrossEncoderVerifier(
            new EmbedderIdentity(files.Name, revision, "pair", "", Dimension: 1, maxTokens), model, head, second,
            new PairTokenizer(tokenizer, maxTokens), options.ScoreMin, set);
    }
}
