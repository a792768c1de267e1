namespace Likewise.Server;

internal static partial class SettingsTable
{
    private static Setting[] Page() =>
    [
        new Setting<bool>("page.enabled", SettingKinds.Switch, s => s.Page.Enabled, (s, v) => s.Page.Enabled = v)
        {
            Description = "Whether there is a page at `/`, and lookups are remembered for it.",
        },
        new Setting<int>("page.recentMax", SettingKinds.Integer, s => s.Page.RecentMax, (s, v) => s.Page.RecentMax = v)
        {
            Description = "How many lookups of a tenant are remembered one by one, in memory.",
            Range = "1 to 10000", Holds = v => v is >= 1 and <= 10_000,
        },
        new Setting<bool>("page.prompts", SettingKinds.Switch, s => s.Page.Prompts, (s, v) => s.Page.Prompts = v)
        {
            Description = "Whether the beginning of what was asked is remembered with a lookup.",
        },
    ];
}
