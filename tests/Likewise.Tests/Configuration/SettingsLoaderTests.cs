using Likewise.Server;
using Microsoft.Extensions.Logging;

namespace Likewise.Tests.Configuration;

public sealed class SettingsLoaderTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory();

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public void With_no_source_every_setting_has_its_default()
    {
        var loaded = Load();

        Assert.Equal(0.90, loaded.Settings.Cache.SimilarityMin);
        Assert.Equal(StoreKind.Sqlite, loaded.Settings.Store.Kind);
        Assert.All(loaded.Values, value => Assert.Equal("default", value.Origin));
    }

    [Fact]
    public void A_later_layer_overrides_an_earlier_one_and_each_value_knows_its_origin()
    {
        Write("""
            # the operator's file
            cache:
              similarityMin: 0.91
              timeToLive: 2h
            demo:
              delay: 1s
            """);
        var loaded = Load(
            environment: new() { ["LIKEWISE__CACHE__TIMETOLIVE"] = "3h", ["likewise__demo__delay"] = "5ms", ["HOME"] = "/home" },
            flags: new() { ["demo.delay"] = "0s" });

        Assert.Equal(0.91, loaded.Settings.Cache.SimilarityMin);
        Assert.Equal(TimeSpan.FromHours(3), loaded.Settings.Cache.TimeToLive);
        Assert.Equal(TimeSpan.Zero, loaded.Settings.Demo.Delay);
        Assert.Equal(("0.91", "likewise.yaml:3"), Shown(loaded, "cache.similarityMin"));
        Assert.Equal(("3h", "LIKEWISE__CACHE__TIMETOLIVE"), Shown(loaded, "cache.timeToLive"));
        Assert.Equal(("0s", "flag"), Shown(loaded, "demo.delay"));
    }

    [Fact]
    public void Every_fault_of_every_layer_is_in_one_message()
    {
        Write("""
            cahce:
              similarityMin: 0.91
            cache:
              similarityMn: 0.91
              candidatesMax: 0
              timeToLive: 24
            upstream: https://example.com
            store:
              kind: [sqlite]
            """);
        var fault = Assert.Throws<SettingsException>(() => Load(
            environment: new() { ["LIKEWISE__UPSTREAM__BASE_URL"] = "", ["LIKEWISE__LOG__CONTENT"] = "yes" },
            flags: new() { ["upstream.baseurl"] = "https://example.com", ["demo.delay"] = "" }));

        Assert.Equal(
            [
                "likewise.yaml:1: unknown section 'cahce'; did you mean 'cache'?",
                "likewise.yaml:4: unknown key 'cache.similarityMn'; did you mean 'cache.similarityMin'?",
                "likewise.yaml:7: 'upstream' is a section: its keys go below it, indented",
                "likewise.yaml:9: store.kind: one value was expected, not a list or a section",
                "environment: unknown variable 'LIKEWISE__UPSTREAM__BASE_URL'; did you mean 'LIKEWISE__UPSTREAM__BASEURL'?",
                "flag: demo.delay: a value is missing",
                "flag: unknown key 'upstream.baseurl'; did you mean 'upstream.baseUrl'?",
                "likewise.yaml:5: cache.candidatesMax: '0' is out of range: 1 to 64",
                "likewise.yaml:6: cache.timeToLive: '24' is not a duration such as 500ms, 30s, 24h, 1d or 00:05:00",
                "LIKEWISE__LOG__CONTENT: log.content: 'yes' is not true or false",
            ],
            fault.Faults);
        Assert.All(fault.Faults, line => Assert.Contains(line, fault.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void Settings_that_contradict_each_other_are_refused_with_both_origins()
    {
        Write("cache:\n  timeToLiveMax: 1h\n  nearestMissMin: 0.95");
        var fault = Assert.Throws<SettingsException>(() => Load(environment: new() { ["LIKEWISE__UPSTREAM__APIKEY"] = "k" }));

        Assert.Collection(
            fault.Faults,
            line => Assert.StartsWith(
                "cache.timeToLiveMax (1h, likewise.yaml:2) is less than cache.timeToLive (1d, default)", line),
            line => Assert.StartsWith(
                "cache.nearestMissMin (0.95, likewise.yaml:3) is greater than cache.similarityMin (0.9, default)", line),
            line => Assert.StartsWith("upstream.apiKey is set (LIKEWISE__UPSTREAM__APIKEY), but upstream.baseUrl is not", line));
    }

    [Fact]
    public void A_secret_is_neither_shown_nor_echoed_in_a_fault()
    {
        var flags = new Dictionary<string, string>
        {
            ["upstream.baseUrl"] = "https://example.com", ["upstream.apiKey"] = "sk-hidden",
        };
        var loaded = Load(flags: flags);
        flags["upstream.apiKey"] = "sk-hidden and more";
        var fault = Assert.Throws<SettingsException>(() => Load(flags: flags));

        Assert.Equal("sk-hidden", loaded.Settings.Upstream.ApiKey);
        Assert.DoesNotContain(loaded.Values, value => value.Value?.Contains("sk-", StringComparison.Ordinal) == true);
        Assert.Equal("********", Shown(loaded, "upstream.apiKey").Value);
        Assert.DoesNotContain("sk-hidden", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cache: [", "likewise.yaml:")]
    [InlineData("cache:\n  similarityMin: 0.9\n  similarityMin: 0.8", "Duplicate key")]
    [InlineData("- cache", "sections were expected")]
    [InlineData("cache:\n  entriesMax: 5\n---\nlog:\n  level: none", "one document was expected, not 2")]
    public void A_file_of_another_shape_is_refused_by_name(string yaml, string expected)
    {
        Write(yaml);
        var fault = Assert.Throws<SettingsException>(() => Load());

        Assert.Contains("likewise.yaml", fault.Message, StringComparison.Ordinal);
        Assert.Contains(expected, fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("# nothing yet")]
    [InlineData("cache:")]
    [InlineData("upstream:\n  baseUrl:\n  apiKey: ~")]
    public void What_is_left_empty_counts_as_not_set(string yaml)
    {
        Write(yaml);
        var loaded = Load(environment: new() { ["LIKEWISE__UPSTREAM__APIKEY"] = "" });

        Assert.All(loaded.Values, value => Assert.Equal("default", value.Origin));
    }

    [Fact]
    public void A_file_that_was_named_must_exist()
    {
        var fault = Assert.Throws<SettingsException>(
            () => SettingsLoader.Load(new SettingsSources { File = "other.yaml", Directory = _directory.FullName }));

        Assert.Contains("other.yaml: cannot be read", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cache.similarityMin", "NaN")]
    [InlineData("cache.similarityMin", "1.01")]
    [InlineData("cache.semanticTemperatureMax", "Infinity")]
    [InlineData("cache.timeToLive", "-5m")]
    [InlineData("cache.slidingWindow", "0s")]
    [InlineData("cache.requestBytesMax", "3GiB")]
    [InlineData("server.url", "https://127.0.0.1:1")]
    [InlineData("server.url", "http://127.0.0.1:1/path")]
    [InlineData("upstream.baseUrl", "ftp://example.com")]
    [InlineData("upstream.baseUrl", "https://user:pass@example.com")]
    [InlineData("store.kind", "1")]
    [InlineData("log.level", "loud")]
    public void A_value_out_of_its_range_is_refused(string key, string value)
    {
        var fault = Assert.Throws<SettingsException>(() => Load(flags: new() { [key] = value }));

        Assert.StartsWith($"flag: {key}: '{value}' is ", Assert.Single(fault.Faults), StringComparison.Ordinal);
    }

    [Fact]
    public void Choices_are_read_in_any_case()
    {
        var loaded = Load(flags: new() { ["store.kind"] = "Memory", ["log.level"] = "warning" });

        Assert.Equal(StoreKind.Memory, loaded.Settings.Store.Kind);
        Assert.Equal(LogLevel.Warning, loaded.Settings.Log.Level);
    }

    private void Write(string yaml) => File.WriteAllText(Path.Combine(_directory.FullName, SettingsSources.DefaultFile), yaml);

    private LoadedSettings Load(Dictionary<string, string>? environment = null, Dictionary<string, string>? flags = null) =>
        SettingsLoader.Load(new SettingsSources
        {
            Directory = _directory.FullName,
            Environment = environment ?? [],
            Flags = flags ?? [],
        });

    private static (string? Value, string Origin) Shown(LoadedSettings loaded, string key)
    {
        var value = Assert.Single(loaded.Values, value => value.Key == key);
        return (value.Value, value.Origin);
    }
}
