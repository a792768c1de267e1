using Likewise.Embedders;
using Likewise.Server;

namespace Likewise.Tests.Configuration;

/// <summary>The settings of what embeds: what fits together, what does not, and what becomes of them.</summary>
public sealed class ModelSettingsTests
{
    [Theory]
    [InlineData("openai", typeof(OpenAIEmbedderOptions))]
    [InlineData("azure-openai", typeof(AzureOpenAIEmbedderOptions))]
    [InlineData("ollama", typeof(OllamaEmbedderOptions))]
    [InlineData("cohere", typeof(CohereEmbedderOptions))]
    [InlineData("huggingface", typeof(HuggingFaceEmbedderOptions))]
    public void Every_kind_of_service_has_its_options_and_every_setting_reaches_them(string kind, Type type)
    {
        var settings = Load(
            ("kind", kind), ("endpoint", "https://h.example.com"), ("name", "m"), ("apiKey", "k"), ("keyHeader", "x-key"),
            ("dimension", "7"), ("shorten", "true"), ("prefix", "query: "), ("maxTokens", "512"), ("revision", "2"),
            ("fields", """{"a":1}"""), ("timeout", "3s"), ("batchMax", "5"), ("concurrencyMax", "6"), ("retriesMax", "1"),
            ("tier", "openai-1"), ("tokensPerMinute", "99"));
        var options = RemoteModel.OptionsOf(settings);

        Assert.IsType(type, options);
        options.Validate();
        Assert.Equal(
            ("https://h.example.com/", "m", "k", "x-key"),
            (options.Endpoint?.AbsoluteUri, options.Model, options.ApiKey, options.KeyHeader));
        Assert.Equal((7, true), (options.Dimension, options.Shorten));
        Assert.Equal(
            ("query: ", 512, "2", """{"a":1}"""),
            (options.Prefix, options.MaxTokens, options.ModelRevision, options.ExtraFields));
        Assert.Equal(
            (TimeSpan.FromSeconds(3), 5, 6, 1),
            (options.Timeout, options.BatchTextsMax, options.ConcurrencyMax, options.RetriesMax));
        Assert.Equal(new EmbedderRateLimit(3_000, 99), options.RateLimit);
    }

    [Fact]
    public void A_service_needs_little_more_than_a_name()
    {
        foreach (var kind in new[] { "openai", "ollama", "cohere" })
            RemoteModel.OptionsOf(Load(("kind", kind), ("name", "m"))).Validate();
    }

    [Fact]
    public void An_inference_endpoint_with_a_path_is_asked_as_it_is()
    {
        var options = RemoteModel.OptionsOf(
            Load(("kind", "huggingface"), ("name", "m"), ("endpoint", "https://h.example.com/models/m")));

        Assert.Equal("", Assert.IsType<HuggingFaceEmbedderOptions>(options).Path);
    }

    [Theory]
    [InlineData("model.name is not set: name the model that openai is asked for", "kind=openai")]
    [InlineData("model.endpoint is not set: name the address of your azure-openai service", "kind=azure-openai", "name=m")]
    [InlineData("model.endpoint is not set: name the address of your huggingface service", "kind=huggingface", "name=m")]
    [InlineData("model.shorten is set, but model.dimension is not", "kind=ollama", "name=m", "shorten=true")]
    [InlineData("model.path is set (flag), but model.kind is cohere: remove it", "kind=cohere", "name=m", "path=./x")]
    [InlineData("model.pooling is set (flag), but model.kind is cohere", "kind=cohere", "name=m", "pooling=cls")]
    [InlineData("model.endpoint is set (flag), but model.kind is builtin: name the kind of service", "endpoint=http://h")]
    [InlineData("model.apiKey is set (flag), but model.kind is builtin", "apiKey=k")]
    [InlineData("model.tier: 'openai-9' is not one of cohere, jina-free", "tier=openai-9")]
    [InlineData("model.kind: 'bert' is not one of builtin, openai, azure-openai, ollama, cohere, huggingface", "kind=bert")]
    [InlineData("model.fields: '[1]' is not a JSON object", "fields=[1]")]
    [InlineData("model.keyHeader: 'a b' is not the name of a header", "keyHeader=a b")]
    public void What_does_not_fit_together_is_told_with_what_to_do(string fault, params string[] settings)
    {
        var refused = Assert.Throws<SettingsException>(
            () => Load([.. settings.Select(setting => (setting.Split('=')[0], setting.Split('=')[1]))]));

        Assert.Contains(fault, Assert.Single(refused.Faults), StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrong_key_is_not_echoed()
    {
        var refused = Assert.Throws<SettingsException>(() => Load(("kind", "openai"), ("name", "m"), ("apiKey", "se cret")));

        Assert.DoesNotContain("cret", refused.Message, StringComparison.Ordinal);
    }

    private static ModelSettings Load(params (string Key, string Value)[] settings) => SettingsLoader.Load(new SettingsSources
    {
        Directory = AppContext.BaseDirectory,
        Flags = settings.ToDictionary(setting => $"model.{setting.Key}", setting => setting.Value),
    }).Settings.Model;
}
