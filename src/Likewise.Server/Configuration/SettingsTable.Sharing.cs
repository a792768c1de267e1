namespace Likewise.Server;

internal static partial class SettingsTable
{
    private static Setting[] CacheSharing() =>
    [
        new Setting<Visibility>(
            "cache.visibility", SettingKinds.Visibility, s => s.Cache.Visibility, (s, v) => s.Cache.Visibility = v)
        {
            Description = "Who may be given an answer at most: who got it of the model, everybody of the tenant, or everybody. "
                + "A request may narrow it.",
        },
        Count(
            "cache.contextFieldsMax", 0, s => s.Cache.ContextFieldsMax, (s, v) => s.Cache.ContextFieldsMax = v,
            "How many fields the context of a request has that is cached."),
        Count(
            "cache.contextCharsMax", 1, s => s.Cache.ContextCharsMax, (s, v) => s.Cache.ContextCharsMax = v,
            "Longest name or value of such a field, and longest name of who asks, in UTF-16 characters."),
    ];
}
