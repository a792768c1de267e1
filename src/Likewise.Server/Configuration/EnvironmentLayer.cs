namespace Likewise.Server;

/// <summary>Settings from variables named <c>LIKEWISE__SECTION__KEY</c>.</summary>
internal static class EnvironmentLayer
{
    /// <summary>
    /// An empty variable counts as not set, as container files leave them behind; an unknown one is a fault even when empty.
    /// </summary>
    public static List<RawSetting> Read(IReadOnlyDictionary<string, string> variables, List<string> faults)
    {
        var layer = new List<RawSetting>();
        var seen = new Dictionary<string, string>();
        foreach (var (name, text) in variables
            .Where(variable => variable.Key.StartsWith(Setting.EnvironmentPrefix, StringComparison.OrdinalIgnoreCase))
            .OrderBy(variable => variable.Key, StringComparer.Ordinal))
        {
            if (!SettingsTable.TryFindVariable(name, out var setting))
                faults.Add($"environment: unknown variable '{name}'"
                    + Spelling.Suggest(name, SettingsTable.All.Select(known => known.EnvironmentName)));
            else if (!seen.TryAdd(setting.Key, name))
                faults.Add($"environment: '{seen[setting.Key]}' and '{name}' are one setting: keep one of them");
            else if (text.Length > 0)
                layer.Add(new RawSetting(setting, text, name));
        }

        return layer;
    }
}
