namespace Likewise.Server;

internal static partial class SettingsTable
{
    private const int KeyCharsMin = 20;

    private static Setting[] Access() =>
    [
        new Setting<string?>("access.key", SettingKinds.Key, s => s.Access.Key, (s, v) => s.Access.Key = v)
        {
            Description = "One key with every role, in place of a keys file; better in the environment than in a file.",
            Range = $"at least {KeyCharsMin} characters", Holds = v => v?.Length >= KeyCharsMin,
            IsSecret = true,
        },
        new Setting<string>("access.keysFile", SettingKinds.RequiredText, s => s.Access.KeysFile, (s, v) => s.Access.KeysFile = v)
        {
            Description = "File of the keys that `likewise key create` makes; read again when it changes.",
        },
        new Setting<bool>("access.anonymous", SettingKinds.Switch, s => s.Access.Anonymous, (s, v) => s.Access.Anonymous = v)
        {
            Description = "Whether a server without keys may listen beyond this machine.",
        },
        new Setting<int?>(
            "access.requestsPerMinute", SettingKinds.OptionalInteger,
            s => s.Access.RequestsPerMinute, (s, v) => s.Access.RequestsPerMinute = v)
        {
            Description = "Requests of one key in a minute, where the key says nothing else; more get 429.",
            Range = "at least 1", Holds = v => v >= 1,
        },
        new Setting<int?>(
            "access.concurrencyMax", SettingKinds.OptionalInteger,
            s => s.Access.ConcurrencyMax, (s, v) => s.Access.ConcurrencyMax = v)
        {
            Description = "Requests of one key under way at once, where the key says nothing else; more get 429.",
            Range = "at least 1", Holds = v => v >= 1,
        },
    ];
}
