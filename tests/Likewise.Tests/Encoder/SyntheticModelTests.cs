using System.Numerics.Tensors;
using System.Text.Json.Nodes;
using Likewise.Encoder;
using Likewise.Tests.Encoder.Reference;

namespace Likewise.Tests.Encoder;

/// <summary>Every way to run a model, against the slow reference, on a model of odd sizes.</summary>
public class SyntheticModelTests
{
    private const string Text = "The cat sat on a mat, the dogs";

    [Theory]
    [InlineData("F32", TokenPooling.Mean, "gelu", "")]
    [InlineData("F16", TokenPooling.Mean, "gelu_new", "bert.")]
    [InlineData("BF16", TokenPooling.Mean, "relu", "")]
    [InlineData("F32", TokenPooling.Cls, "relu", "bert.")]
    [InlineData("F16", TokenPooling.Cls, "gelu", "")]
    [InlineData("BF16", TokenPooling.Cls, "gelu_new", "bert.")]
    public void Vectors_equal_the_slow_reference(string type, TokenPooling pooling, string activation, string namePrefix)
    {
        using var model = new SyntheticModel { NamePrefix = namePrefix };
        model.Config["hidden_act"] = activation;
        model.Write(type);
        foreach (var set in InstructionSets.Supported)
        {
            using var encoder = EncoderLoader.Load(model.Directory, InFloats(pooling), set);
            foreach (var text in new[] { "", "cat", Text, string.Join(' ', Enumerable.Repeat("dog mat", 30)) })
                AssertEqualsReference(model, encoder, text, pooling == TokenPooling.Cls);
        }
    }

    [Fact]
    public void Pooling_prefix_and_length_come_from_the_models_files()
    {
        using var model = new SyntheticModel().Write();
        model.WriteFile("1_Pooling/config.json",
            JsonNode.Parse("""{"pooling_mode_cls_token": true, "pooling_mode_mean_tokens": false}""")!);
        model.WriteFile("sentence_bert_config.json", JsonNode.Parse("""{"max_seq_length": 9}""")!);
        model.WriteFile("config_sentence_transformers.json",
            JsonNode.Parse("""{"prompts": {"query": "query: ", "passage": "p"}}""")!);
        model.WriteFile("modules.json", JsonNode.Parse(
            """[{"type": "sentence_transformers.models.Transformer"}, {"type": "x.Pooling"}, {"type": "x.Normalize"}]""")!);
        using var encoder = SentenceEncoder.Load(model.Directory, InFloats());
        Assert.Equal(("cls", "query: ", 9), (encoder.Identity.Pooling, encoder.Identity.Prefix, encoder.Identity.MaxTokens));
        AssertEqualsReference(model, encoder, "cat", cls: true);
        Assert.Equal(new EmbeddingUsage(5, 0), encoder.Embed("cat", new float[24]));
        Assert.Equal(new EmbeddingUsage(9, 1), encoder.Embed("cat cat cat cat cat cat", new float[24]));
    }

    [Fact]
    public void Options_come_before_the_models_files()
    {
        using var model = new SyntheticModel().Write();
        model.WriteFile("1_Pooling/config.json", JsonNode.Parse("""{"pooling_mode_cls_token": true}""")!);
        model.WriteFile("tokenizer_config.json", JsonNode.Parse("""{"model_max_length": 8}""")!);
        var options = InFloats(TokenPooling.Mean);
        (options.Prefix, options.MaxTokens) = ("the ", 12);
        using var encoder = SentenceEncoder.Load(model.Directory, options);
        Assert.Equal(("mean", "the ", 12), (encoder.Identity.Pooling, encoder.Identity.Prefix, encoder.Identity.MaxTokens));
        AssertEqualsReference(model, encoder, "cat", cls: false);
    }

    [Theory]
    [InlineData(1e30, 20)]
    [InlineData(7, 7)]
    [InlineData(1, 3)]
    public void A_length_that_the_files_claim_is_brought_within_the_models_positions(double claimed, int used)
    {
        using var model = new SyntheticModel().Write();
        model.WriteFile("tokenizer_config.json", new JsonObject { ["model_max_length"] = claimed });
        using var encoder = SentenceEncoder.Load(model.Directory);
        Assert.Equal(used, encoder.Identity.MaxTokens);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(21)]
    public void A_length_that_does_not_fit_the_model_is_refused(int maxTokens)
    {
        using var model = new SyntheticModel().Write();
        var fault = Assert.Throws<ArgumentOutOfRangeException>(
            () => SentenceEncoder.Load(model.Directory, new EncoderOptions { MaxTokens = maxTokens }));
        Assert.Contains("3 to 20", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_copy_elsewhere_has_the_same_identity_and_other_weights_another()
    {
        using var one = new SyntheticModel(seed: 1).Write();
        using var copy = new SyntheticModel(seed: 1).Write();
        using var other = new SyntheticModel(seed: 2).Write();
        EmbedderIdentity Identity(SyntheticModel model)
        {
            using var encoder = SentenceEncoder.Load(model.Directory);
            return encoder.Identity;
        }
        Assert.Equal(Identity(one), Identity(copy));
        Assert.NotEqual(Identity(one), Identity(other));
    }

    private static EncoderOptions InFloats(TokenPooling? pooling = null) =>
        new() { Precision = EncoderPrecision.Float32, Pooling = pooling };

    private static void AssertEqualsReference(SyntheticModel model, SentenceEncoder encoder, string text, bool cls)
    {
        var ids = new SlowTokenizer(Path.Combine(model.Directory, "tokenizer.json")).Encode(
            encoder.Identity.Prefix + text, encoder.Identity.MaxTokens);
        float[] expected = [.. new SlowBert(model.Directory, "model.safetensors").Embed(ids, cls).Select(value => (float)value)];
        var actual = new float[expected.Length];
        encoder.Embed(text, actual);
        // Float32 through two layers of 24: some 1e-6 a component is rounding; a wrong formula is orders beyond.
        Assert.InRange(TensorPrimitives.Distance<float>(expected, actual), 0, 2e-5f);
    }
}
