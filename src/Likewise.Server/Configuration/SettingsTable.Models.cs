namespace Likewise.Server;

internal static partial class SettingsTable
{
    /// <summary>Named embedders have the rows of the one without a name, and say for which prompts they are.</summary>
    private static SettingGroup Models => new(
        "models",
        "Further embedders, each with the settings of `model` and the prompts that it is for: `namespace` (a name, or a "
            + "beginning and `*`), `language` (`de`), `charsMin`, `charsMax`. The first that fits is used, otherwise `model`.",
        name => [.. Model($"models.{name}", s => NamedModel(s, name).Model), .. ModelRule($"models.{name}", name)],
        settings => settings.Models.Keys);

    private static Setting[] ModelRule(string key, string name) =>
    [
        new Setting<string?>(
            $"{key}.namespace", SettingKinds.Text,
            s => NamedModel(s, name).Namespace, (s, v) => NamedModel(s, name).Namespace = v)
        {
            Description = "The part of the cache whose prompts it embeds: a name, or a beginning and `*`.",
        },
        new Setting<string?>(
            $"{key}.language", SettingKinds.Text,
            s => NamedModel(s, name).Language, (s, v) => NamedModel(s, name).Language = v)
        {
            Description = "The language of the prompts that it embeds.",
            Range = string.Join(", ", PromptLanguage.Known.Order()), Holds = v => v is null || PromptLanguage.Known.Contains(v),
        },
        new Setting<int>(
            $"{key}.charsMin", SettingKinds.Integer,
            s => NamedModel(s, name).CharsMin, (s, v) => NamedModel(s, name).CharsMin = v)
        {
            Description = "The shortest prompt that it embeds.",
            Range = "at least 0", Holds = v => v >= 0,
        },
        new Setting<int?>(
            $"{key}.charsMax", SettingKinds.OptionalInteger,
            s => NamedModel(s, name).CharsMax, (s, v) => NamedModel(s, name).CharsMax = v)
        {
            Description = "The longest prompt that it embeds.",
            Range = "at least 1", Holds = v => v >= 1,
        },
    ];

    private static NamedModelSettings NamedModel(LikewiseSettings settings, string name)
    {
        if (!settings.Models.TryGetValue(name, out var model))
            settings.Models.Add(name, model = new NamedModelSettings());
        return model;
    }
}
