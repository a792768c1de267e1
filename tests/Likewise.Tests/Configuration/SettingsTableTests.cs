using Likewise.Server;

namespace Likewise.Tests.Configuration;

public sealed class SettingsTableTests
{
    [Fact]
    public void Every_default_is_a_value_that_the_table_would_accept_and_reads_back_the_same()
    {
        var defaults = new LikewiseSettings();
        foreach (var setting in SettingsTable.All)
        {
            if (setting.Show(defaults) is not { } text)
                continue;

            var settings = new LikewiseSettings();
            Assert.Null(setting.Apply(settings, text));
            Assert.Equal(text, setting.Show(settings));
        }
    }

    [Fact]
    public void Every_property_that_can_be_set_has_a_row()
    {
        var rows = SettingsTable.All.Select(setting => setting.Key).ToHashSet();
        var properties =
            from section in typeof(LikewiseSettings).GetProperties()
            where SettingsTable.Groups.All(named => named.Section != Camel(section.Name))
                && section.Name != nameof(LikewiseSettings.Context)
            from property in section.PropertyType.GetProperties()
            where section.Name != nameof(LikewiseSettings.Cache)
                || property.Name is not (nameof(SemanticCacheOptions.Bound) or nameof(SemanticCacheOptions.DecisionLog)
                or nameof(SemanticCacheOptions.Audit) or nameof(SemanticCacheOptions.Telemetry)
                or nameof(SemanticCacheOptions.Life) or nameof(SemanticCacheOptions.Stale)
                or nameof(SemanticCacheOptions.FillsInBackground) // store.servesWhileReading
                or nameof(SemanticCacheOptions.Background) or nameof(SemanticCacheOptions.Popularity)
                or nameof(SemanticCacheOptions.Namespaces))
            select $"{Camel(section.Name)}.{Camel(property.Name)}";

        // The bound's stand beside the cache's; its share is the number of cache.decision, its file lies beside the store.
        var bound = typeof(BoundOptions).GetProperties().Select(property => property.Name)
            .Except([nameof(BoundOptions.MaxWrongHits), nameof(BoundOptions.Calibration), nameof(BoundOptions.EvidenceFile)])
            .Select(name => $"cache.bound{name.Replace("File", "", StringComparison.Ordinal)}");
        var log = typeof(DecisionLogOptions).GetProperties().Select(property => property.Name)
            .Select(name => $"cache.decisionLog{name.Replace("Path", "").Replace("IncludesText", "Text")}");
        var audit = typeof(AuditOptions).GetProperties().Select(property => $"cache.audit{property.Name}");
        var telemetry = typeof(TelemetryOptions).GetProperties().Select(property => $"cache.telemetry{property.Name}");
        var popular = typeof(PopularityOptions).GetProperties().Select(property => $"cache.popular{property.Name}");
        var background = typeof(BackgroundOptions).GetProperties().Select(property => property.Name)
            .Select(name => name is nameof(BackgroundOptions.ConcurrencyMax) or nameof(BackgroundOptions.StopTimeout)
                ? $"cache.background{name}"
                : $"cache.{Camel(name)}");
        Assert.Equal(
            rows.Order(StringComparer.Ordinal),
            properties.Concat(bound).Concat(log).Concat(audit).Concat(telemetry).Concat(Lives()).Concat(Asker)
                .Concat(background).Concat(popular).Order(StringComparer.Ordinal));
    }

    /// <summary>What shortens and lengthens lives stands beside them; rules have a section of their own.</summary>
    private static IEnumerable<string> Lives() =>
        typeof(LifeOptions).GetProperties().Select(property => property.Name).Except([nameof(LifeOptions.Rules)])
            .Select(name => name.StartsWith("Gro", StringComparison.Ordinal) || name == nameof(LifeOptions.Jitter)
                ? $"cache.timeToLive{name}"
                : name == nameof(LifeOptions.ReadsVolatility) ? "cache.volatility" : $"cache.volatile{name.Replace("Max", "")}")
            .Concat(typeof(StaleOptions).GetProperties().Select(property => property.Name).Except([nameof(StaleOptions.FaultOf)])
                .Select(name => name.StartsWith("Refresh", StringComparison.Ordinal)
                    ? $"cache.{Camel(name)}"
                    : $"cache.stale{(name == nameof(StaleOptions.On) ? "IfErrorOn" : name)}"));

    [Fact]
    public void Each_row_sets_its_own_property()
    {
        // Two rows wired to one property would show the same change.
        string[] samples =
        [
            "7s", "7m", "7KiB", "17", "7", "0.5", "true", "memory", "debug", "cls", "float32", "http://h:7", "ollama",
            "openai-1", "{\"a\":1}", "other", "messages", "0.25", "false", "windows", "zero", "a-key-of-twenty-letters",
            "langcache", "kong", "numbers", "bound:0.05", "tenant", "1700", "3MiB", "0", "verify", "int8", "json",
            "http", "busy", "lru", "private", "header:X-A",
        ];
        foreach (var setting in SettingsTable.All)
        {
            var (before, after) = (new LikewiseSettings(), new LikewiseSettings());
            Assert.Contains(samples, sample =>
                setting.Apply(after, sample) is null && setting.Show(after) != setting.Show(before));

            var changed = SettingsTable.All.Where(other => other.Show(before) != other.Show(after));
            Assert.Equal(setting.Key, Assert.Single(changed).Key);
        }
    }

    [Fact]
    public void The_caches_options_are_copied_whole()
    {
        var settings = new LikewiseSettings();
        var options = SettingsTable.All.Where(setting => setting.Section == "cache" && !Asker.Contains(setting.Key));
        foreach (var setting in options)
        {
            Assert.Contains(
                new[]
                {
                    "7s", "7KiB", "17", "0.5", "numbers", "bound:0.05", "tenant", "1700", "3MiB", "true", "busy", "lru",
                    "private", "7",
                },
                sample => setting.Apply(settings, sample) is null);
        }

        var copied = new LikewiseSettings();
        SettingsTable.CopyCache(settings, copied.Cache);

        Assert.All(SettingsTable.All, setting => Assert.Equal(setting.Show(settings), setting.Show(copied)));
    }

    [Fact]
    public void The_documentation_has_a_line_for_every_setting()
    {
        var lines = SettingsTable.ToMarkdown().TrimEnd().Split('\n');

        Assert.Equal(SettingsTable.All.Count + SettingsTable.Groups.Count + 2, lines.Length);
        Assert.Contains(
            "| `cache.similarityMin` | `0.9` "
            + "| Least cosine similarity of two prompts that may share an answer. (number, -1 to 1) |",
            lines);
    }

    /// <summary>The server's own, which stand beside the cache's.</summary>
    private static string[] Asker => ["cache.contextFields", "cache.principal"];

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
