using System.Text.Json;

namespace Likewise.Encoder;

/// <summary>Reads the sizes of a model of the BERT family from config.json, and refuses by name what is no such model.</summary>
internal static class BertConfig
{
    // Far above any BERT (large: 24 layers, 1,024 hidden, 512 positions), and low enough that every product of sizes is an int.
    private const int MaxLayers = 128;
    private const int MaxWidth = 8_192;
    private const int MaxPositions = 16_384;
    private const int MaxTableValues = 1 << 30;

    public static BertShape Read(JsonFile config)
    {
        var root = config.Root;
        var kind = ReadKind(config);
        var (isDistilled, isRoberta) = (kind == "distilbert", kind is "roberta" or "xlm-roberta");
        int Size(string bert, string distilled, int least, int most) =>
            config.ReadInteger(root, isDistilled ? distilled : bert, least, most);

        var hidden = Size("hidden_size", "dim", 1, MaxWidth);
        var heads = Size("num_attention_heads", "n_heads", 1, hidden);
        if (hidden % heads != 0)
            throw config.Fault($"'hidden_size' {hidden} is not a multiple of 'num_attention_heads' {heads}");

        var epsilon = config.FindNumber(root, "layer_norm_eps") ?? 1e-12;
        if (epsilon is not (>= 0 and < 1))
            throw config.Fault($"'layer_norm_eps' is {epsilon}; 0 to 1 was expected");
        // RoBERTa counts positions from the one after its padding token's id.
        var offset = isRoberta ? config.ReadInteger(root, "pad_token_id", 0, MaxPositions) + 1 : 0;
        return new BertShape(
            Size("num_hidden_layers", "n_layers", 1, MaxLayers), heads, hidden,
            Size("intermediate_size", "hidden_dim", 1, 4 * MaxWidth),
            config.ReadInteger(root, "vocab_size", 1, MaxTableValues / hidden),
            config.ReadInteger(root, "max_position_embeddings", 3 + offset, MaxPositions) - offset,
            isDistilled ? 0 : config.ReadInteger(root, "type_vocab_size", 1, MaxPositions),
            (float)epsilon, ReadActivation(config, isDistilled ? "activation" : "hidden_act"))
        {
            FirstPosition = offset,
            Names = isDistilled ? BertNames.DistilBert : isRoberta ? BertNames.Roberta : BertNames.Bert,
        };
    }

    /// <summary>The class that the model was saved as; null where the configuration does not say.</summary>
    public static string? FindArchitecture(JsonFile config) =>
        JsonFile.Find(config.Root, "architectures") is { ValueKind: JsonValueKind.Array } list && list.GetArrayLength() > 0
            ? list[0].ToString()
            : null;

    private static string ReadKind(JsonFile config)
    {
        var root = config.Root;
        var architecture = FindArchitecture(config);
        var kind = config.FindText(root, "model_type")
            ?? (architecture?.StartsWith("Bert", StringComparison.Ordinal) == true ? "bert" : null);
        if (kind is not ("bert" or "roberta" or "xlm-roberta" or "distilbert"))
            throw config.Fault(
                $"the model is of the kind '{kind ?? architecture ?? "unnamed"}'; this encoder runs 'bert' "
                + "(MiniLM, BGE, GTE, E5, arctic-embed), 'roberta', 'xlm-roberta' and 'distilbert'");
        if (config.FindText(root, "position_embedding_type") is { } positions and not "absolute")
            throw config.Fault($"the model has '{positions}' positions; this encoder runs 'absolute' ones");
        if (config.FindFlag(root, "is_decoder") == true)
            throw config.Fault("the model is a decoder; this encoder runs encoders");
        return kind;
    }

    private static Activation ReadActivation(JsonFile config, string name) => config.FindText(config.Root, name) switch
    {
        null or "gelu" => Activation.Gelu,
        "gelu_new" or "gelu_pytorch_tanh" => Activation.GeluTanh,
        "relu" => Activation.Relu,
        var other => throw config.Fault($"the activation '{other}' is not known; gelu, gelu_new, gelu_pytorch_tanh and relu are"),
    };
}
