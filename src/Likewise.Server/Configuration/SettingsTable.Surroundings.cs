using Microsoft.Extensions.Logging;

namespace Likewise.Server;

internal static partial class SettingsTable
{
    private static Setting[] Surroundings() =>
    [
        .. Server(), .. ServerLoad(), .. ServerClients(), .. Access(), .. Jwt(), .. Page(), .. Metrics(), .. Otlp(),
        new Setting<StoreKind>("store.kind", SettingKinds.Store, s => s.Store.Kind, (s, v) => s.Store.Kind = v)
        {
            Description = "What keeps entries: a file that survives restarts, or memory that does not.",
            Range = "sqlite or memory",
        },
        new Setting<string>("store.path", SettingKinds.RequiredText, s => s.Store.Path, (s, v) => s.Store.Path = v)
        {
            Description = "File of the sqlite store; its directory is created.",
        },
        new Setting<bool>(
            "store.servesWhileReading", SettingKinds.Switch,
            s => s.Store.ServesWhileReading, (s, v) => s.Store.ServesWhileReading = v)
        {
            Description = "Whether a server answers while it still reads the store: by the same words at once, by meaning what "
                + "is read.",
        },
        .. Keeping(), .. Refresh(),
        .. Model("model", settings => settings.Model),
        .. Upstream("upstream", settings => settings.Upstream),
        new Setting<TimeSpan>("demo.delay", SettingKinds.Duration, s => s.Demo.Delay, (s, v) => s.Demo.Delay = v)
        {
            Description = "How long the demo upstream takes over an answer.",
            Range = "0s to 1m", Holds = v => v >= TimeSpan.Zero && v <= TimeSpan.FromMinutes(1),
        },
        new Setting<LogLevel>("log.level", SettingKinds.Level, s => s.Log.Level, (s, v) => s.Log.Level = v)
        {
            Description = "Least important line that is written.",
            Range = "trace, debug, information, warning, error, critical or none",
        },
        new Setting<LogFormat>("log.format", SettingKinds.LogFormat, s => s.Log.Format, (s, v) => s.Log.Format = v)
        {
            Description = "How lines look: for people, or a JSON object each.",
            Range = "text or json",
        },
        new Setting<bool>("log.content", SettingKinds.Switch, s => s.Log.Content, (s, v) => s.Log.Content = v)
        {
            Description = "Whether prompts and answers may be logged, at trace level; keys never are.",
        },
    ];

    private static bool WithinOneDay(TimeSpan value) => value >= TimeSpan.FromMilliseconds(1) && value <= TimeSpan.FromDays(1);
}
