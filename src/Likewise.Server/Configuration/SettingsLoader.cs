namespace Likewise.Server;

/// <summary>Reads settings from their layers: defaults, then the file, then the environment, then flags.</summary>
public static class SettingsLoader
{
    private const string Mask = "********";

    /// <summary>Reads and checks every layer.</summary>
    /// <exception cref="SettingsException">Anything is wrong anywhere; the message names every fault.</exception>
    public static LoadedSettings Load(SettingsSources sources)
    {
        ArgumentNullException.ThrowIfNull(sources);
        var faults = new List<string>();
        var settings = new LikewiseSettings();
        var origins = new Dictionary<string, string>();

        // A later layer is applied over an earlier one; all are checked, so that an overridden fault is not left lying in wait.
        foreach (var (setting, text, origin) in FileLayer.Read(sources, faults)
            .Concat(EnvironmentLayer.Read(sources.Environment, faults))
            .Concat(FlagLayer(sources.Flags, faults)))
        {
            if (setting.Apply(settings, text) is { } fault)
                faults.Add($"{origin}: {setting.Key}: {fault}");
            else
                origins[setting.Key] = origin;
        }

        // Across fields only when each is sound: otherwise a mistyped value would be blamed twice.
        if (faults.Count == 0)
            CheckTogether(settings, key => origins.GetValueOrDefault(key, "default"), faults);

        return faults.Count == 0
            ? new LoadedSettings(settings, [.. SettingsTable.AllOf(settings).Select(row => ValueOf(row, settings, origins))])
            : throw new SettingsException(faults);
    }

    private static List<RawSetting> FlagLayer(IReadOnlyDictionary<string, string> flags, List<string> faults)
    {
        var layer = new List<RawSetting>();
        foreach (var (key, text) in flags.OrderBy(flag => flag.Key, StringComparer.Ordinal))
        {
            if (!SettingsTable.TryFind(key, out var setting))
                faults.Add($"flag: unknown key '{key}'{Spelling.Suggest(key, SettingsTable.KeysLike(key))}");
            else if (text.Length == 0)
                faults.Add($"flag: {key}: a value is missing");
            else
                layer.Add(new RawSetting(setting, text, "flag"));
        }

        return layer;
    }

    private static void CheckTogether(LikewiseSettings settings, Func<string, string> originOf, List<string> faults)
    {
        var cache = settings.Cache;
        if (cache.TimeToLiveMax < cache.TimeToLive)
            faults.Add($"{Shown("cache.timeToLiveMax")} is less than {Shown("cache.timeToLive")}: "
                + "raise the one or lower the other");

        if (cache.NearestMissMin > cache.SimilarityMin)
            faults.Add($"{Shown("cache.nearestMissMin")} is greater than {Shown("cache.similarityMin")}: "
                + "lower the one or raise the other");

        if (settings.Upstream.ApiKey is not null && settings.Upstream.BaseUrl is null)
            faults.Add($"upstream.apiKey is set ({originOf("upstream.apiKey")}), but upstream.baseUrl is not: name the service "
                + "that the key is for, such as https://api.openai.com/v1, or remove the key");
        foreach (var name in from upstream in settings.Upstreams where upstream.Value.BaseUrl is null select upstream.Key)
            faults.Add($"upstreams.{name}.baseUrl is not set: name the service, or remove upstreams.{name}");

        if (cache.Life.GrownMax > cache.TimeToLiveMax)
            faults.Add($"{Shown("cache.timeToLiveGrownMax")} is more than {Shown("cache.timeToLiveMax")}: "
                + "lower the one or raise the other");
        faults.AddRange(settings.Lives.Select(life => life.Value.FaultOfRule(life.Key, cache.TimeToLiveMax)).OfType<string>());

        faults.AddRange(settings.Namespaces.Select(part => part.Value.FaultIn(settings, part.Key)).OfType<string>());

        if (UpstreamJudge.FaultOf(settings) is { } unjudged)
            faults.Add(unjudged);
        faults.AddRange(TokenRules.FaultsOf(settings.Jwt));
        faults.AddRange(RemoteModel.FaultsOf("model", settings.Model, SetAt));
        foreach (var (name, named) in settings.Models)
        {
            faults.AddRange(RemoteModel.FaultsOf($"models.{name}", named.Model, SetAt));
            if (name != settings.Migrate.From && named.FaultOfRule(name, settings) is { } fault)
                faults.Add(fault);
        }

        if (settings.Migrate.From is { } former && !settings.Models.ContainsKey(former))
            faults.Add($"migrate.from is '{former}' ({originOf("migrate.from")}), but there is no models.{former}: move the "
                + "settings of the old model there");

        string? SetAt(string key) => originOf(key) is var origin and not "default" ? origin : null;

        string Shown(string key) => $"{key} ({SettingsTable.ByKey[key].Show(settings)}, {originOf(key)})";
    }

    private static SettingValue ValueOf(Setting setting, LikewiseSettings settings, Dictionary<string, string> origins)
    {
        var value = setting.Show(settings);
        return new SettingValue(
            setting.Key, setting.IsSecret && value is not null ? Mask : value, origins.GetValueOrDefault(setting.Key, "default"),
            setting.IsSecret);
    }
}
