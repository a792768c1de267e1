using System.Text.Json;

namespace Likewise.Encoder;

/// <summary>Reads the sizes of a BERT model from config.json, and refuses by name what is no such model.</summary>
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
        RefuseOtherKinds(config);
        var hidden = config.ReadInteger(root, "hidden_size", 1, MaxWidth);
        var heads = config.ReadInteger(root, "num_attention_heads", 1, hidden);
        if (hidden % heads != 0)
            throw config.Fault($"'hidden_size' {hidden} is not a multiple of 'num_attention_heads' {heads}");

        var epsilon = config.FindNumber(root, "layer_norm_eps") ?? 1e-12;
        if (epsilon is not (>= 0 and < 1))
            throw config.Fault($"'layer_norm_eps' is {epsilon}; 0 to 1 was expected");
        return new BertShape(
            config.ReadInteger(root, "num_hidden_layers", 1, MaxLayers), heads, hidden,
            config.ReadInteger(root, "intermediate_size", 1, 4 * MaxWidth),
            config.ReadInteger(root, "vocab_size", 1, MaxTableValues / hidden),
            config.ReadInteger(root, "max_position_embeddings", 3, MaxPositions),
            config.ReadInteger(root, "type_vocab_size", 1, MaxPositions),
            (float)epsilon, ReadActivation(config));
    }

    private static void RefuseOtherKinds(JsonFile config)
    {
        var root = config.Root;
        var architecture = JsonFile.Find(root, "architectures") is { ValueKind: JsonValueKind.Array } list
            && list.GetArrayLength() > 0
            ? list[0].ToString()
            : null;
        var kind = config.FindText(root, "model_type")
            ?? (architecture?.StartsWith("Bert", StringComparison.Ordinal) == true ? "bert" : null);
        if (kind != "bert")
            throw config.Fault(
                $"the model is of the kind '{kind ?? architecture ?? "unnamed"}'; "
                + "this encoder runs 'bert' (MiniLM, BGE, GTE, E5, arctic-embed)");
        if (config.FindText(root, "position_embedding_type") is { } positions and not "absolute")
            throw config.Fault($"the model has '{positions}' positions; this encoder runs 'absolute' ones");
        if (config.FindFlag(root, "is_decoder") == true)
            throw config.Fault("the model is a decoder; this encoder runs encoders");
    }

    private static Activation ReadActivation(JsonFile config) => config.FindText(config.Root, "hidden_act") switch
    {
        null or "gelu" => Activation.Gelu,
        "gelu_new" or "gelu_pytorch_tanh" => Activation.GeluTanh,
        "relu" => Activation.Relu,
        var other => throw config.Fault($"the activation '{other}' is not known; gelu, gelu_new, gelu_pytorch_tanh and relu are"),
    };
}
