namespace Likewise.Encoder;

/// <summary>A directory in Hugging Face layout, as far as it says how the model is run.</summary>
/// <param name="ConfigPath">config.json.</param>
/// <param name="WeightsPath">The safetensors file.</param>
/// <param name="TokenizerPath">The tokenizer's file.</param>
/// <param name="Name">
/// What the model calls itself: never the directory's name, so that a copy elsewhere is the same model.
/// </param>
/// <param name="Shape">From config.json.</param>
/// <param name="Pooling">From 1_Pooling/config.json; null where it does not say.</param>
/// <param name="Prefix">From config_sentence_transformers.json, else what its name tells; null where neither does.</param>
/// <param name="MaxTokens">From the sentence_bert or tokenizer configuration; null where neither says.</param>
internal sealed record ModelDirectory(
    string ConfigPath, string WeightsPath, string TokenizerPath, string Name, BertShape Shape, TokenPooling? Pooling,
    string? Prefix, int? MaxTokens)
{
    private static readonly string[] WeightsNames = ["model.safetensors", "model.fp16.safetensors"];
    private static readonly string[] OtherWeights =
        ["pytorch_model.bin", "model.safetensors.index.json", "model.onnx", "onnx/model.onnx", "tf_model.h5"];

    /// <summary>The class that the model was saved as; null where config.json does not say.</summary>
    public string? Architecture { get; init; }

    /// <summary>Reads a directory's configuration.</summary>
    /// <exception cref="ModelException">A file is missing or broken, or the model is not one that this encoder runs.</exception>
    public static ModelDirectory Read(string directory)
    {
        if (!Directory.Exists(directory))
            throw new ModelException(directory, "there is no such directory. Fetch a model with: likewise model pull.");
        var weights = WeightsNames.Select(name => Path.Combine(directory, name)).FirstOrDefault(File.Exists)
            ?? throw new ModelException(directory, DescribeMissingWeights(directory));

        using var config = JsonFile.Open(Required(directory, "config.json"));
        var shape = BertConfig.Read(config);
        var name = ReadName(config, shape);
        RefuseOtherStages(directory);
        return new ModelDirectory(
            config.Path, weights, Required(directory, "tokenizer.json"), name, shape,
            ReadPooling(directory), ReadPrefix(directory) ?? KnownPrefix(name), ReadMaxTokens(directory))
        {
            Architecture = BertConfig.FindArchitecture(config),
        };
    }

    private static string DescribeMissingWeights(string directory)
    {
        var here = OtherWeights.FirstOrDefault(name => File.Exists(Path.Combine(directory, name)));
        return here switch
        {
            null => $"has no weights; one of {string.Join(", ", WeightsNames)} was expected. Fetch them: likewise model pull.",
            "pytorch_model.bin" => "has its weights as pytorch_model.bin alone, a pickle, which can run code when it is read: "
                + "it is refused. Fetch the model's model.safetensors, or save the model again with safe_serialization=True.",
            _ => $"has its weights as {here}; this encoder reads one file of safetensors. "
                + "An ONNX file in float32 can be brought over: likewise model import.",
        };
    }

    private static string Required(string directory, string name)
    {
        var path = Path.Combine(directory, name);
        return File.Exists(path) ? path : throw new ModelException(path, "is missing. Fetch it: likewise model pull.");
    }

    private static string ReadName(JsonFile config, BertShape shape)
    {
        var path = config.FindText(config.Root, "_name_or_path")?.TrimEnd('/', '\\');
        var name = path?[(path.LastIndexOfAny(['/', '\\']) + 1)..];
        return string.IsNullOrWhiteSpace(name) || name == "." ? $"bert-{shape.Layers}x{shape.Hidden}" : name;
    }

    private static void RefuseOtherStages(string directory)
    {
        // modules.json lists what sentence-transformers runs after the model. What changes the vector further would be
        // left out.
        var path = Path.Combine(directory, "modules.json");
        if (!File.Exists(path)) return;
        foreach (var stage in ModelStages.Read(path))
        {
            if (stage is not ("Transformer" or "Pooling" or "Normalize"))
                throw new ModelException(path, $"the model has the stage '{stage}', which this encoder does not run.");
        }
    }

    private static TokenPooling? ReadPooling(string directory)
    {
        using var file = JsonFile.OpenIfPresent(Path.Combine(directory, "1_Pooling", "config.json"));
        if (file is null) return null;
        var modes = file.Root.EnumerateObject()
            .Where(property => property.Name.StartsWith("pooling_mode_", StringComparison.Ordinal))
            .Where(property => file.FindFlag(file.Root, property.Name) == true)
            .Select(property => property.Name)
            .ToArray();
        // Whoever names the pooling as an option passes by this file, whatever it says.
        return modes switch
        {
            [] => null,
            ["pooling_mode_mean_tokens"] => TokenPooling.Mean,
            ["pooling_mode_cls_token"] => TokenPooling.Cls,
            _ => throw file.Fault(
                $"the pooling {string.Join(" + ", modes)} is not known; mean and cls are. Name one of them as an option"),
        };
    }

    private static string? ReadPrefix(string directory)
    {
        using var file = JsonFile.OpenIfPresent(Path.Combine(directory, "config_sentence_transformers.json"));
        if (file is null || JsonFile.Find(file.Root, "prompts") is not { } prompts) return null;
        return file.FindText(prompts, file.FindText(file.Root, "default_prompt_name") ?? "query");
    }

    /// <summary>
    /// The prefix that a model was trained with where its files keep silent about it, told by its name: those of the E5 family
    /// read <c>query: </c> before a text that is compared with its like.
    /// </summary>
    private static string? KnownPrefix(string name)
    {
        var parts = name.ToLowerInvariant().Split('-');
        return parts.Contains("e5") && !parts.Contains("instruct") ? "query: " : null;
    }

    private static int? ReadMaxTokens(string directory)
    {
        using var sentence = JsonFile.OpenIfPresent(Path.Combine(directory, "sentence_bert_config.json"));
        using var tokenizer = JsonFile.OpenIfPresent(Path.Combine(directory, "tokenizer_config.json"));
        // A model without a limit writes 1e30 here; the caller caps the value at the model's positions.
        var limit = (sentence is null ? null : sentence.FindNumber(sentence.Root, "max_seq_length"))
            ?? (tokenizer is null ? null : tokenizer.FindNumber(tokenizer.Root, "model_max_length"));
        return limit switch
        {
            null => null,
            >= 1 => (int)Math.Min(limit.Value, int.MaxValue),
            _ => throw new ModelException(directory, $"its files give the maximum length {limit}; at least 1 was expected."),
        };
    }
}
