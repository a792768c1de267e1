using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Likewise.Server;

/// <summary>
/// Every setting, once: this table parses, checks, shows and documents them. Defaults are not repeated here; they are what a
/// fresh <see cref="LikewiseSettings"/> holds.
/// </summary>
internal static partial class SettingsTable
{
    public static IReadOnlyList<Setting> All { get; } =
        [.. Surroundings(), .. CacheRules(), .. CacheLimits(), .. CacheEmbedding(), .. CacheTimes()];

    public static FrozenDictionary<string, Setting> ByKey { get; } = All.ToFrozenDictionary(setting => setting.Key);

    public static FrozenDictionary<string, Setting> ByEnvironmentName { get; } =
        All.ToFrozenDictionary(setting => setting.EnvironmentName, StringComparer.OrdinalIgnoreCase);

    public static IEnumerable<string> Sections => All.Select(setting => setting.Section).Distinct();

    /// <summary>Copies the cache's options.</summary>
    public static void CopyCache(LikewiseSettings source, SemanticCacheOptions destination)
    {
        var target = new LikewiseSettings { Cache = destination };
        foreach (var setting in All)
        {
            if (setting.Section == "cache")
                setting.Copy(source, target);
        }
    }

    /// <summary>The configuration table of the README.</summary>
    public static string ToMarkdown()
    {
        var defaults = new LikewiseSettings();
        var text = new StringBuilder("| key | default | what it decides |\n| --- | --- | --- |\n");
        foreach (var setting in All)
        {
            var shown = setting.Show(defaults) is { } value ? $"`{value}`" : "not set";
            var range = setting.Range.Length > 0 ? $"{setting.KindName}, {setting.Range}" : setting.KindName;
            text.Append(CultureInfo.InvariantCulture, $"| `{setting.Key}` | {shown} | {setting.Description} ({range}) |\n");
        }

        return text.ToString();
    }
}
