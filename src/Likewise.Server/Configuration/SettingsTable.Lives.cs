namespace Likewise.Server;

internal static partial class SettingsTable
{
    /// <summary>Named rules of life, each for the entries of a namespace, with a tag, or both.</summary>
    private static SettingGroup Lives => new(
        "lives",
        "How long some entries live, each rule with the entries that it is for: `namespace`, `tag` (a name, or a beginning "
            + "and `*`), and what it says: `timeToLive`, `slidingWindow`, `staleWhileRevalidate`, `staleIfError`, "
            + "`volatility`. Where several fit, the shortest counts; where none does, `cache`.",
        name =>
        [
            new Setting<string?>(
                $"lives.{name}.namespace", SettingKinds.Text,
                s => Life(s, name).Namespace, (s, v) => Life(s, name).Namespace = v)
            {
                Description = "The part of the cache that the entries are in.",
            },
            new Setting<string?>($"lives.{name}.tag", SettingKinds.Text, s => Life(s, name).Tag, (s, v) => Life(s, name).Tag = v)
            {
                Description = "A tag of the entries.",
            },
            LifeSpan(
                name, "timeToLive", "How long they live; a caller may ask for less.", IsPositive,
                life => life.TimeToLive, (life, v) => life.TimeToLive = v),
            LifeSpan(
                name, "slidingWindow", "Ends them when they have not been used for this long.", IsPositive,
                life => life.SlidingWindow, (life, v) => life.SlidingWindow = v),
            LifeSpan(
                name, "staleWhileRevalidate", "How long after their time they answer while a fresh answer is fetched.",
                v => v >= TimeSpan.Zero, life => life.StaleWhileRevalidate, (life, v) => life.StaleWhileRevalidate = v),
            LifeSpan(
                name, "staleIfError", "How long after their time they answer where the model fails.",
                v => v >= TimeSpan.Zero, life => life.StaleIfError, (life, v) => life.StaleIfError = v),
            new Setting<bool>(
                $"lives.{name}.volatility", SettingKinds.Switch,
                s => Life(s, name).Volatility, (s, v) => Life(s, name).Volatility = v)
            {
                Description = "Whether what they speak of may shorten their life.",
            },
        ],
        settings => settings.Lives.Keys);

    private static Setting<TimeSpan?> LifeSpan(
        string name, string key, string description, Func<TimeSpan, bool> holds,
        Func<LifeSettings, TimeSpan?> get, Action<LifeSettings, TimeSpan?> set) =>
        new($"lives.{name}.{key}", SettingKinds.OptionalDuration, s => get(Life(s, name)), (s, v) => set(Life(s, name), v))
        {
            Description = description,
            Range = "a duration, or none", Holds = v => v is null || holds(v.Value),
        };

    private static LifeSettings Life(LikewiseSettings settings, string name)
    {
        if (!settings.Lives.TryGetValue(name, out var life))
            settings.Lives.Add(name, life = new LifeSettings());
        return life;
    }
}
