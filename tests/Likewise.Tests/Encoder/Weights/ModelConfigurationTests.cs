using System.Text.Json.Nodes;
using Likewise.Encoder;

namespace Likewise.Tests.Encoder.Weights;

/// <summary>Models of other kinds, and configurations that fit no model, are refused by name.</summary>
public class ModelConfigurationTests
{
    [Theory]
    [InlineData("model_type", "\"mpnet\"", "'mpnet'")]
    [InlineData("model_type", "\"nomic_bert\"", "'nomic_bert'")]
    [InlineData("model_type", "null", "'unnamed'")]
    [InlineData("position_embedding_type", "\"relative_key\"", "'relative_key'")]
    [InlineData("is_decoder", "true", "decoder")]
    [InlineData("hidden_act", "\"swish\"", "'swish'")]
    [InlineData("hidden_size", "25", "not a multiple")]
    [InlineData("hidden_size", "0", "'hidden_size' is 0")]
    [InlineData("hidden_size", "1e9", "'hidden_size' is 1000000000")]
    [InlineData("num_hidden_layers", "1.5", "'num_hidden_layers' is 1.5")]
    [InlineData("num_hidden_layers", "\"two\"", "'num_hidden_layers' must be a number")]
    [InlineData("vocab_size", "null", "'vocab_size' is missing")]
    [InlineData("layer_norm_eps", "-1", "'layer_norm_eps' is -1")]
    public void A_configuration_that_cannot_run_is_named(string key, string value, string fault)
    {
        using var model = new SyntheticModel();
        model.Config[key] = JsonNode.Parse(value);
        AssertRefused(model.Write(), "config.json", fault);
    }

    [Fact]
    public void The_architecture_tells_the_kind_where_the_type_is_missing()
    {
        using var model = new SyntheticModel();
        model.Config["model_type"] = null;
        model.Config["architectures"] = new JsonArray("BertModel");
        using (SentenceEncoder.Load(model.Write().Directory)) { }
        model.Config["architectures"] = new JsonArray("T5EncoderModel");
        AssertRefused(model.Write(), "config.json", "'T5EncoderModel'");
    }

    [Theory]
    [InlineData("1_Pooling/config.json", """{"pooling_mode_max_tokens": true}""", "pooling_mode_max_tokens")]
    [InlineData("1_Pooling/config.json", """{"pooling_mode_cls_token": true, "pooling_mode_mean_tokens": true}""",
        "pooling_mode_cls_token + ")]
    [InlineData("modules.json", """[{"type": "sentence_transformers.models.Dense"}]""", "'Dense'")]
    [InlineData("modules.json", """{"type": 1}""", "not a list of stages")]
    [InlineData("sentence_bert_config.json", """{"max_seq_length": 0}""", "the maximum length 0")]
    [InlineData("sentence_bert_config.json", """{"max_seq_length": "long"}""", "'max_seq_length' must be a number")]
    public void A_stage_that_cannot_run_is_named(string file, string content, string fault)
    {
        using var model = new SyntheticModel().Write();
        model.WriteFile(file, JsonNode.Parse(content)!);
        AssertRefused(model, "", fault);
    }

    [Theory]
    [InlineData("normalizer", """{"type": "Lowercase"}""", "'Lowercase'")]
    [InlineData("normalizer", "null", "'normalizer' is missing")]
    [InlineData("pre_tokenizer", """{"type": "Metaspace"}""", "'Metaspace'")]
    [InlineData("post_processor", """{"type": "ByteLevel"}""", "'ByteLevel'")]
    [InlineData("post_processor", """{"type": "TemplateProcessing"}""", "'post_processor.single'")]
    [InlineData("post_processor", """{"type": "BertProcessing", "cls": ["[CLS]", 2], "sep": ["[SEP]", 99]}""",
        "a special token has the id 99")]
    [InlineData("model", """{"type": "BPE"}""", "'BPE'")]
    [InlineData("model", """{"type": "WordPiece"}""", "'model.vocab'")]
    [InlineData("model", """{"type": "WordPiece", "vocab": {"[UNK]": "1"}}""", "'[UNK]' has no id")]
    [InlineData("model", """{"type": "WordPiece", "vocab": {"[UNK]": 25}}""",
        "'[UNK]' has the id 25, but the model's word table has 25 rows")]
    [InlineData("model", """{"type": "WordPiece", "vocab": {"[UNK]": -1}}""", "'[UNK]' has the id -1")]
    [InlineData("model", """{"type": "WordPiece", "vocab": {"a": 1}}""", "'[UNK]' is not in the vocabulary")]
    [InlineData("model", """{"type": "WordPiece", "vocab": {"[UNK]": 1}, "max_input_chars_per_word": 0}""",
        "'max_input_chars_per_word' is 0")]
    public void A_tokenizer_that_cannot_run_is_named(string part, string content, string fault)
    {
        using var model = new SyntheticModel();
        model.Tokenizer[part] = JsonNode.Parse(content);
        AssertRefused(model.Write(), "tokenizer.json", fault);
    }

    private static void AssertRefused(SyntheticModel model, string file, string fault)
    {
        var refusal = Assert.Throws<ModelException>(() => SentenceEncoder.Load(model.Directory));
        Assert.Contains(fault, refusal.Message, StringComparison.Ordinal);
        Assert.EndsWith(file, refusal.Path, StringComparison.Ordinal);
    }
}
