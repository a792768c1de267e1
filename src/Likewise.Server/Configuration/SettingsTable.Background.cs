namespace Likewise.Server;

internal static partial class SettingsTable
{
    private static Setting[] CacheBackground() =>
    [
        new Setting<bool>(
            "cache.storeInBackground", SettingKinds.Switch,
            s => s.Cache.StoreInBackground, (s, v) => s.Cache.StoreInBackground = v)
        {
            Description = "Whether a model's answer is given to its asker before it is stored. One whose process is killed at "
                + "that moment is lost.",
        },
        AtOnce(
            "cache.backgroundConcurrencyMax", s => s.Cache.Background.ConcurrencyMax,
            (s, v) => s.Cache.Background.ConcurrencyMax = v,
            "How much is done behind requests at once: stores, refreshes, audits, warming, migration together."),
        Count(
            "cache.storeQueueMax", 1, s => s.Cache.Background.StoreQueueMax, (s, v) => s.Cache.Background.StoreQueueMax = v,
            "How many answers wait to be stored in the background; further ones are stored while their askers wait."),
        AtOnce(
            "cache.storeConcurrencyMax", s => s.Cache.Background.StoreConcurrencyMax,
            (s, v) => s.Cache.Background.StoreConcurrencyMax = v, "How many answers are stored in the background at once."),
        Count(
            "cache.warmQueueMax", 1, s => s.Cache.Background.WarmQueueMax, (s, v) => s.Cache.Background.WarmQueueMax = v,
            "How many prompts wait for models to be asked about them before anybody does; further ones are not asked."),
        AtOnce(
            "cache.warmConcurrencyMax", s => s.Cache.Background.WarmConcurrencyMax,
            (s, v) => s.Cache.Background.WarmConcurrencyMax = v, "How many such calls of models are under way at once."),
        Deadline(
            "cache.backgroundStopTimeout", "Closing the cache", "answers that are yet to be stored",
            s => s.Cache.Background.StopTimeout, (s, v) => s.Cache.Background.StopTimeout = v),
    ];

    private static Setting<int> AtOnce(
        string key, Func<LikewiseSettings, int> get, Action<LikewiseSettings, int> set, string description) =>
        new(key, SettingKinds.Integer, get, set)
        {
            Description = description, Range = "1 to 1024", Holds = v => v is >= 1 and <= 1_024,
        };
}
