using Likewise.Server;

namespace Likewise.Tests.Configuration;

public sealed class NamespaceSettingsTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory();

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public void All_that_is_otherwise_in_a_namespace_stands_in_one_place()
    {
        var settings = Load(
            """
            models:
              lawyer:
                precision: float32
            namespaces:
              legal:
                similarityMin: 0.97
                entriesMax: 500
                payloadBytesMax: 2MiB
                visibility: private
                timeToLive: 2h
                staleIfError: 1d
                embedder: lawyer
              users:
                namespace: user-*
                exactOnly: true
            """);
        var options = Copied(settings);

        Assert.Equal(
            [
                new NamespaceRule
                {
                    Namespace = "legal", SimilarityMin = 0.97, EntriesMax = 500, PayloadBytesMax = 2 << 20,
                    Visibility = Visibility.Private,
                },
                new NamespaceRule { Namespace = "user-*", IsExactOnly = true },
            ],
            options.Namespaces);
        Assert.Equal(
            [new LifeRule { Namespace = "legal", TimeToLive = TimeSpan.FromHours(2), StaleIfError = TimeSpan.FromDays(1) }],
            options.Life.Rules);
        Assert.Equal([new EmbedderRule { Namespace = "legal" }], settings.Models["lawyer"].RulesIn(settings, "lawyer"));
    }

    [Fact]
    public void An_embedder_is_for_what_it_says_and_for_the_namespaces_that_name_it()
    {
        var settings = Load("models: {a: {language: de}}\nnamespaces: {x: {embedder: a, namespace: x-*}, y: {embedder: a}}");

        Assert.Equal(
            [
                new EmbedderRule { Language = "de" }, new EmbedderRule { Namespace = "x-*" },
                new EmbedderRule { Namespace = "y" },
            ],
            settings.Models["a"].RulesIn(settings, "a"));
    }

    [Theory]
    [InlineData("namespaces: {a: {similarityMin: 1.1}}", "namespaces.a.similarityMin: '1.1' is out of range: -1 to 1")]
    [InlineData("namespaces: {a: {entriesMax: 0}}", "namespaces.a.entriesMax: '0' is out of range: at least 1")]
    [InlineData("namespaces: {a: {payloadBytesMax: 0}}", "namespaces.a.payloadBytesMax: '0' is out of range: at least 1")]
    [InlineData("namespaces: {a: {timeToLive: 31d}}", "namespaces.a.timeToLive is more than cache.timeToLiveMax")]
    [InlineData("namespaces: {a: {embedder: b}}", "there is no models.b to embed with")]
    [InlineData("namespaces: {a: {similarity: 1}}", "unknown key 'namespaces.a.similarity'; did you mean")]
    [InlineData(
        "cache: {decision: 'bound:0.05'}\nnamespaces: {a: {similarityMin: -0.5}}", "where evidence decides, 0 to 1 was expected")]
    public void What_cannot_be_is_said(string yaml, string said) =>
        Assert.Contains(said, Assert.Throws<SettingsException>(() => Load(yaml)).Message, StringComparison.Ordinal);

    private static SemanticCacheOptions Copied(LikewiseSettings settings)
    {
        var options = new SemanticCacheOptions();
        SettingsTable.CopyCache(settings, options);
        return options;
    }

    private LikewiseSettings Load(string yaml)
    {
        File.WriteAllText(Path.Combine(_directory.FullName, SettingsSources.DefaultFile), yaml);
        return SettingsLoader.Load(new SettingsSources { Directory = _directory.FullName })
            .Settings;
    }
}
