namespace Likewise.Encoder;

/// <summary>Puts a <see cref="StaticEncoder"/> together from a model2vec directory.</summary>
internal static class StaticLoader
{
    private const int MaxDimension = 8_192;

    // What the table is called by model2vec, and by sentence-transformers.
    private static readonly string[] TableNames = ["embeddings", "embedding.weight"];

    /// <summary>
    /// Whether a directory says that it holds a static model: by <c>model_type</c>, or by having neither layers nor another kind.
    /// </summary>
    public static bool IsStatic(JsonFile config) => config.FindText(config.Root, "model_type") switch
    {
        "model2vec" => true,
        null => JsonFile.Find(config.Root, "tokenizer_name") is not null && JsonFile.Find(config.Root, "hidden_size") is null,
        _ => false,
    };

    /// <summary>1. read the configuration; 2. read the table, its weights and its mapping; 3. read the tokenizer.</summary>
    public static StaticEncoder Load(string directory, int maxTokens)
    {
        ArgumentNullException.ThrowIfNull(directory);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxTokens, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(maxTokens, StaticEncoder.MaxTokensMost);

        // 1. Read the configuration.
        using var config = JsonFile.Open(Path.Combine(directory, "config.json"));
        if (!IsStatic(config))
            throw config.Fault("the model is no static one: 'model_type' is not 'model2vec'");

        // 2. Read the table, its weights and its mapping.
        using var file = SafetensorsFile.Open(Path.Combine(directory, "model.safetensors"));
        var table = TableNames.Select(name => file.Tensors.GetValueOrDefault(name)).FirstOrDefault(tensor => tensor is not null)
            ?? throw new ModelException(file.Path, "has no tensor 'embeddings'; is this a model2vec model?");
        if (table.Shape is not [var rows and > 0 and <= int.MaxValue, var dimension and > 0 and <= MaxDimension])
            throw new ModelException(file.Path, $"tensor '{table.Name}' has the shape {table.ShapeText}; a table was expected.");
        var vectors = file.Read(table.Name, table.Shape);
        var rowOf = ReadMapping(file, (int)rows);
        var ids = rowOf?.Length ?? (int)rows;
        var weights = file.Tensors.ContainsKey("weights") ? file.Read("weights", ids) : null;

        // 3. Read the tokenizer.
        var tokenizer = TokenizerReader.ReadBare(
            Path.Combine(directory, "tokenizer.json"), ids, maxTokens, out var unknown);
        var name = config.FindText(config.Root, "tokenizer_name") ?? "static";
        var identity = new EmbedderIdentity(
            $"{name[(name.LastIndexOf('/') + 1)..]}-static", file.ComputeDigest(), "static", "", (int)dimension, maxTokens);
        return new StaticEncoder(tokenizer, vectors, rowOf, weights, unknown, identity);
    }

    /// <summary>The row of each id, where several ids share one.</summary>
    private static int[]? ReadMapping(SafetensorsFile file, int rows)
    {
        if (!file.Tensors.TryGetValue("mapping", out var mapping)) return null;
        var rowOf = file.ReadIntegers("mapping");
        return rowOf.All(row => row >= 0 && row < rows)
            ? rowOf
            : throw new ModelException(file.Path, $"tensor '{mapping.Name}' names a row that the table of {rows} rows has not.");
    }
}
