using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
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
    [
        .. Surroundings(), .. CacheDecision(), .. CacheDecisionLog(), .. CacheAudit(), .. CacheRules(), .. CacheLife(),
        .. CacheStale(), .. CacheSharing(), .. CacheLimits(), .. CacheNamespaces(), .. CacheEmbedding(), .. CacheTimes(),
        .. CacheBackground(), .. CachePopular(), .. CacheTelemetry(), .. SecondLooks(),
    ];

    /// <summary>Settings that stand under names.</summary>
    public static IReadOnlyList<SettingGroup> Groups { get; } = [Upstreams, Models, Lives, Namespaces];

    public static FrozenDictionary<string, Setting> ByKey { get; } = All.ToFrozenDictionary(setting => setting.Key);

    public static FrozenDictionary<string, Setting> ByEnvironmentName { get; } =
        All.ToFrozenDictionary(setting => setting.EnvironmentName, StringComparer.OrdinalIgnoreCase);

    public static IEnumerable<string> Sections =>
        All.Select(setting => setting.Section).Distinct().Concat(Groups.Select(group => group.Section));

    /// <summary>Finds a setting by its key, under a name or not.</summary>
    public static bool TryFind(string key, [MaybeNullWhen(false)] out Setting setting)
    {
        foreach (var group in Groups)
        {
            if (group.TryFind(key, out setting))
                return true;
        }

        return ByKey.TryGetValue(key, out setting);
    }

    /// <summary>Finds a setting by its variable, which begins as they all do.</summary>
    public static bool TryFindVariable(string variable, [MaybeNullWhen(false)] out Setting setting)
    {
        foreach (var group in Groups)
        {
            if (group.TryFindVariable(variable, out setting))
                return true;
        }

        return ByEnvironmentName.TryGetValue(variable, out setting);
    }

    /// <summary>Every setting there is, those under the names that are in use included.</summary>
    public static IEnumerable<Setting> AllOf(LikewiseSettings settings) =>
        All.Concat(Groups.SelectMany(group => group.NamesIn(settings).ToArray().SelectMany(group.RowsOf)));

    /// <summary>The keys that somebody may have meant by one that is unknown.</summary>
    public static IEnumerable<string> KeysLike(string key) =>
        key.Split('.', 3) is [var section, var name, _] && SettingGroup.IsName(name)
        && Groups.FirstOrDefault(group => group.Section == section) is { } near
            ? near.RowsOf(name).Select(row => row.Key)
            : ByKey.Keys;

    /// <summary>Copies the cache's options.</summary>
    public static void CopyCache(LikewiseSettings source, SemanticCacheOptions destination)
    {
        var target = new LikewiseSettings { Cache = destination };
        foreach (var setting in All)
        {
            if (setting.Section == "cache")
                setting.Copy(source, target);
        }

        destination.Stale.FaultOf = UpstreamFaults.Of;
        foreach (var (_, life) in source.Lives)
            destination.Life.Rules.Add(life.Rule);
        foreach (var (name, part) in source.Namespaces)
        {
            destination.Namespaces.Add(part.RuleOf(name));
            if (part.LifeOf(name) is { } life)
                destination.Life.Rules.Add(life);
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

        foreach (var group in Groups)
            text.Append(CultureInfo.InvariantCulture, $"| `{group.Section}.NAME.…` | none | {group.Description} |\n");
        return text.ToString();
    }
}
