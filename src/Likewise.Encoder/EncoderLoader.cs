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
        if (CrossEncoderLoader.IsClassifier(files))
            throw new ModelException(
                files.ConfigPath, $"the model is a '{files.Architecture}', which judges and makes no vectors: "
                + "it can be a verifier (CrossEncoderVerifier), and no embedder.");

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
        var settled = Settle(files, options, digest);
        var identity = settled.Identity;
        var tokenizer = TokenizerReader.Read(files.TokenizerPath, files.Shape.Vocabulary, identity.MaxTokens);
        var frame = new int[identity.MaxTokens];
        var frameLength = tokenizer.Encode("", "", frame, out _);
        var model = BertReader.Read(weights, files.Shape, options.Precision, frame.AsSpan(0, frameLength), instructions);
        cache?.Keep(digest, writer =>
        {
            tokenizer.Write(writer);
            model.Write(writer);
        });
        return Assemble(model, tokenizer, settled, options, instructions);
    }

    private static SentenceEncoder LoadPacked(
        PackedReader packed, ModelDirectory files, EncoderOptions options, InstructionSet instructions)
    {
        var settled = Settle(files, options, packed.WeightsDigest);
        var maxTokens = settled.Identity.MaxTokens;
        Tokenizer tokenizer = WordPieceTokenizer.TryRead(packed, maxTokens)
            ?? TokenizerReader.Read(files.TokenizerPath, files.Shape.Vocabulary, maxTokens);
        var model = BertModel.Read(packed, files.Shape, options.Precision);
        packed.End();
        return Assemble(model, tokenizer, settled, options, instructions);
    }

    private static SentenceEncoder Assemble(
        BertModel model, Tokenizer tokenizer, SettledOptions settled, EncoderOptions options, InstructionSet instructions)
    {
        if (settled.Windows is { } windows && windows.Overlap >= windows.Room(tokenizer.Special))
            throw new ArgumentOutOfRangeException(
                nameof(options), windows.Overlap,
                $"WindowOverlap does not fit: a window has room for {windows.Room(tokenizer.Special)} tokens of the text.");
        return new SentenceEncoder(model, tokenizer, settled, instructions);
    }

    /// <summary>What the vectors are, of what the files say and what is asked for.</summary>
    private static SettledOptions Settle(ModelDirectory files, EncoderOptions options, string digest)
    {
        var known = ModelCatalog.FindByWeights(digest);
        var pooling = options.Pooling ?? files.Pooling ?? TokenPooling.Mean;
        var maxTokens = SettleMaxTokens(options, files.MaxTokens ?? known?.MaxTokens, files.Shape.Positions);
        var windows = SettleWindows(options, maxTokens);
        if (options.Threads is < 1 or > EncoderOptions.ThreadsMost)
            throw new ArgumentOutOfRangeException(
                nameof(options), options.Threads, $"Threads does not fit: 1 to {EncoderOptions.ThreadsMost} can share a call.");
        var identity = new EmbedderIdentity(
            known?.Name ?? files.Name, Revision(digest, options.Precision),
            (pooling == TokenPooling.Cls ? "cls" : "mean") + windows?.Suffix, options.Prefix ?? files.Prefix ?? "",
            files.Shape.Hidden, maxTokens);
        return new SettledOptions(identity, pooling, windows, options.Threads);
    }

    /// <summary>Rounded weights are other weights. Those as they are in the file keep the file's digest alone.</summary>
    public static string Revision(string digest, EncoderPrecision precision) => precision switch
    {
        EncoderPrecision.Float32 => digest,
        EncoderPrecision.Int8 => digest + "+int8",
        _ => throw new ArgumentOutOfRangeException(nameof(precision), precision, "The precision is not known."),
    };

    private static WindowPlan? SettleWindows(EncoderOptions options, int maxTokens)
    {
        // A million tokens are more than anything that is asked, and far from where numbers overflow.
        const int Most = 4_096;
        if (options.WindowsMax is < 1 or > Most)
            throw new ArgumentOutOfRangeException(
                nameof(options), options.WindowsMax, $"WindowsMax does not fit: 1 to {Most} windows can be read.");
        if (options.WindowOverlap < 0)
            throw new ArgumentOutOfRangeException(
                nameof(options), options.WindowOverlap, "WindowOverlap does not fit: it cannot be negative.");
        return options.LongTexts switch
        {
            LongTexts.Truncate => null,
            LongTexts.Windows => new WindowPlan(maxTokens, options.WindowOverlap ?? maxTokens / 4, options.WindowsMax),
            _ => throw new ArgumentOutOfRangeException(nameof(options), options.LongTexts, "LongTexts is not known."),
        };
    }

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
