using Microsoft.Extensions.Logging;

namespace Likewise.Encoder;

/// <summary>Puts an encoder together from a directory and options.</summary>
internal static class EncoderLoader
{
    /// <summary>
    /// 1. read the configuration; 2. take the weights packed, where they are kept so; 3. otherwise read them, and keep them.
    /// </summary>
    public static SentenceEncoder Load(
        string directory, EncoderOptions options, InstructionSet instructions, ILogger? log = null)
    {
        ArgumentNullException.ThrowIfNull(directory);

        // 1. Read the configuration.
        var files = ModelDirectory.Read(directory);

        // 2. Take the weights packed.
        var cache = options.PackedCache ? PackedCache.Of(files, options.Precision, instructions, log) : null;
        if (cache?.Find() is { } packed)
        {
            try
            {
                return LoadPacked(packed, files, options, instructions);
            }
            catch (FormatException fault)
            {
                cache.TurnDown(directory, fault.Message);
            }
        }

        // 3. Read them, and keep them.
        using var weights = SafetensorsFile.Open(files.WeightsPath);
        var digest = weights.ComputeDigest();
        var (identity, pooling) = Settle(files, options, digest);
        var tokenizer = TokenizerReader.Read(files.TokenizerPath, files.Shape.Vocabulary, identity.MaxTokens);
        var frame = new int[identity.MaxTokens];
        var frameLength = tokenizer.Encode("", "", frame, out _);
        var model = BertReader.Read(weights, files.Shape, options.Precision, frame.AsSpan(0, frameLength), instructions);
        cache?.Keep(digest, writer =>
        {
            tokenizer.Write(writer);
            model.Write(writer);
        });
        return new SentenceEncoder(model, tokenizer, identity, pooling, instructions);
    }

    private static SentenceEncoder LoadPacked(
        PackedReader packed, ModelDirectory files, EncoderOptions options, InstructionSet instructions)
    {
        var (identity, pooling) = Settle(files, options, packed.WeightsDigest);
        Tokenizer tokenizer = WordPieceTokenizer.TryRead(packed, identity.MaxTokens)
            ?? TokenizerReader.Read(files.TokenizerPath, files.Shape.Vocabulary, identity.MaxTokens);
        var model = BertModel.Read(packed, files.Shape, options.Precision);
        packed.End();
        return new SentenceEncoder(model, tokenizer, identity, pooling, instructions);
    }

    /// <summary>What the vectors are, of what the files say and what is asked for.</summary>
    private static (EmbedderIdentity Identity, TokenPooling Pooling) Settle(
        ModelDirectory files, EncoderOptions options, string digest)
    {
        var known = ModelCatalog.FindByWeights(digest);
        var pooling = options.Pooling ?? files.Pooling ?? TokenPooling.Mean;
        var maxTokens = SettleMaxTokens(options, files.MaxTokens ?? known?.MaxTokens, files.Shape.Positions);
        var identity = new EmbedderIdentity(
            known?.Name ?? files.Name, Revision(digest, options.Precision), pooling == TokenPooling.Cls ? "cls" : "mean",
            options.Prefix ?? files.Prefix ?? "", files.Shape.Hidden, maxTokens);
        return (identity, pooling);
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
