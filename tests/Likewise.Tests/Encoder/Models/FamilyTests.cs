using System.Text.Json.Nodes;
using Likewise.Encoder;

namespace Likewise.Tests.Encoder.Models;

/// <summary>Families that compute what BERT computes, under other names: the same numbers must give the same vector.</summary>
public class FamilyTests
{
    private const string Text = "the cat sat on a mat";

    private static readonly (string Bert, string Distilled)[] DistilledNames =
    [
        ("encoder.layer.", "transformer.layer."), ("attention.self.query", "attention.q_lin"),
        ("attention.self.key", "attention.k_lin"), ("attention.self.value", "attention.v_lin"),
        ("attention.output.dense", "attention.out_lin"), ("attention.output.LayerNorm", "sa_layer_norm"),
        ("intermediate.dense", "ffn.lin1"), ("output.dense", "ffn.lin2"), ("output.LayerNorm", "output_layer_norm"),
    ];

    private static readonly (string Bert, string Distilled)[] DistilledSizes =
    [
        ("hidden_size", "dim"), ("num_attention_heads", "n_heads"), ("num_hidden_layers", "n_layers"),
        ("intermediate_size", "hidden_dim"), ("hidden_act", "activation"),
    ];

    [Theory]
    [InlineData("")]
    [InlineData("distilbert.")]
    public void DistilBERT_is_BERT_without_token_types(string prefix)
    {
        using var bert = new SyntheticModel();
        Array.Clear(bert.Tensors.Single(tensor => tensor.Name.Contains("token_type", StringComparison.Ordinal)).Values);
        using var distilled = new SyntheticModel { NamePrefix = prefix };
        distilled.Tensors.RemoveAll(tensor => tensor.Name.Contains("token_type", StringComparison.Ordinal));
        for (var i = 0; i < distilled.Tensors.Count; i++)
        {
            var (name, shape, values) = distilled.Tensors[i];
            if (name.StartsWith("encoder.", StringComparison.Ordinal))
            {
                foreach (var (from, to) in DistilledNames)
                    name = name.Replace(from, to, StringComparison.Ordinal);
            }
            distilled.Tensors[i] = (name, shape, values);
        }
        foreach (var (from, to) in DistilledSizes)
        {
            distilled.Config[to] = distilled.Config[from]!.DeepClone();
            distilled.Config.Remove(from);
        }
        distilled.Config.Remove("type_vocab_size");
        distilled.Config["model_type"] = "distilbert";
        Assert.Equal(Embed(bert), Embed(distilled));
    }

    [Theory]
    [InlineData("roberta", 1)]
    [InlineData("xlm-roberta", 1)]
    [InlineData("roberta", 0)]
    public void RoBERTa_counts_positions_from_behind_its_padding(string kind, int padding)
    {
        using var bert = new SyntheticModel();
        using var roberta = new SyntheticModel { NamePrefix = "roberta." };
        var at = roberta.Tensors.FindIndex(tensor => tensor.Name.Contains("position", StringComparison.Ordinal));
        var (name, shape, values) = roberta.Tensors[at];
        float[] unused = [.. Enumerable.Repeat(9f, (padding + 1) * shape[1])];
        roberta.Tensors[at] = (name, [shape[0] + padding + 1, shape[1]], [.. unused, .. values]);
        roberta.Config["model_type"] = kind;
        roberta.Config["pad_token_id"] = padding;
        roberta.Config["max_position_embeddings"] = shape[0] + padding + 1;
        Assert.Equal(Embed(bert), Embed(roberta));
        using var encoder = SentenceEncoder.Load(roberta.Directory);
        Assert.Equal(shape[0], encoder.Identity.MaxTokens);
    }

    [Theory]
    [InlineData("intfloat/e5-small-v2", "query: ")]
    [InlineData("intfloat/multilingual-e5-small", "query: ")]
    [InlineData("intfloat/multilingual-e5-large-instruct", "")]
    [InlineData("BAAI/bge-small-en-v1.5", "")]
    public void A_prefix_is_known_by_the_models_name_and_stands_in_the_identity(string name, string prefix)
    {
        using var model = new SyntheticModel();
        model.Config["_name_or_path"] = name;
        using var encoder = SentenceEncoder.Load(model.Write().Directory);
        Assert.Equal(prefix, encoder.Identity.Prefix);
        using var bare = SentenceEncoder.Load(model.Directory, new EncoderOptions { Prefix = "" });
        Assert.Equal("", bare.Identity.Prefix);
    }

    [Theory]
    [InlineData("pytorch_model.bin", "can run code")]
    [InlineData("model.safetensors.index.json", "reads one file")]
    [InlineData("model.onnx", "likewise model import")]
    public void Weights_in_another_format_are_refused_by_name(string file, string fault)
    {
        using var model = new SyntheticModel().Write();
        File.Delete(model.WeightsPath);
        model.WriteFile(file, new JsonObject());
        var refusal = Assert.Throws<ModelException>(() => SentenceEncoder.Load(model.Directory));
        Assert.Contains(file, refusal.Message, StringComparison.Ordinal);
        Assert.Contains(fault, refusal.Message, StringComparison.Ordinal);
    }

    private static float[] Embed(SyntheticModel model)
    {
        using var encoder = SentenceEncoder.Load(model.Write().Directory);
        var vector = new float[encoder.Identity.Dimension];
        encoder.Embed(Text, vector);
        return vector;
    }
}
