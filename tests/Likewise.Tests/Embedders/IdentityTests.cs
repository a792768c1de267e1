using Likewise.Embedders;

namespace Likewise.Tests.Embedders;

/// <summary>Whatever changes vectors changes the identity, and nothing else does.</summary>
public sealed class IdentityTests
{
    [Fact]
    public async Task Whatever_changes_vectors_is_in_the_identity()
    {
        var plain = await IdentityAsync(_ => { });
        var identities = new List<EmbedderIdentity> { plain };
        foreach (var change in new Action<OpenAIEmbedderOptions>[]
        {
            options => options.Model = "other", options => options.Prefix = "query: ", options => options.Dimension = 7,
            options => options.Shorten = true, options => options.ModelRevision = "2026-01",
            options => options.ExtraFields = """{"input_type":"query"}""",
        })
            identities.Add(await IdentityAsync(change));

        Assert.Equal(identities.Count, identities.Distinct().Count());
        Assert.Equal(("openai", "provider", 13), (plain.Revision, plain.Pooling, plain.Dimension));
    }

    [Fact]
    public async Task What_only_changes_the_way_does_not_change_the_identity()
    {
        var plain = await IdentityAsync(options => options.ExtraFields = """{"a":1,"b":2}""");
        var moved = await IdentityAsync(options =>
        {
            options.Endpoint = new Uri("https://elsewhere.example.com/v1");
            (options.ApiKey, options.Timeout, options.BatchTextsMax) = ("k", TimeSpan.FromSeconds(9), 3);
            (options.Encoding, options.ExtraFields) = (EmbeddingEncoding.Numbers, """{ "b": 2, "a": 1 }""");
        });

        Assert.Equal(plain, moved);
    }

    [Fact]
    public async Task Two_services_have_two_identities()
    {
        var identities = new List<EmbedderIdentity>();
        foreach (var options in new RemoteEmbedderOptions[]
        {
            new OpenAIEmbedderOptions(), new OllamaEmbedderOptions(), new CohereEmbedderOptions(),
            new CohereEmbedderOptions { InputType = "clustering" },
            new AzureOpenAIEmbedderOptions { Endpoint = new Uri("https://r.example.com") },
            new HuggingFaceEmbedderOptions { Endpoint = new Uri("https://r.example.com") },
        })
        {
            (options.Model, options.Dimension) = ("m", 3);
            using var embedder = await RemoteEmbedder.CreateAsync(
                options, cancellationToken: TestContext.Current.CancellationToken);
            identities.Add(embedder.Identity);
        }

        Assert.Equal(identities.Count, identities.Distinct().Count());
    }

    private static async Task<EmbedderIdentity> IdentityAsync(Action<OpenAIEmbedderOptions> configure)
    {
        var options = new OpenAIEmbedderOptions { Model = "m", Dimension = 13 };
        configure(options);
        using var embedder = await RemoteEmbedder.CreateAsync(options, cancellationToken: TestContext.Current.CancellationToken);
        return embedder.Identity;
    }
}
