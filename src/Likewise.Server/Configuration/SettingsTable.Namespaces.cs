namespace Likewise.Server;

internal static partial class SettingsTable
{
    /// <summary>What is otherwise in some namespaces, all of it in one place.</summary>
    private static SettingGroup Namespaces => new(
        "namespaces",
        "What is otherwise in the namespace NAME, or in `namespace` (a name, or a beginning and `*`): `exactOnly`, "
            + "`similarityMin`, `maxWrongHits`, `visibility`, `confirmationsMin`, `entriesMax`, `payloadBytesMax`, `timeToLive`, "
            + "`slidingWindow`, `staleWhileRevalidate`, `staleIfError`, `embedder` (one of `models`). Where several fit, the "
            + "tightest counts.",
        name => [.. NamespaceRules(name), .. NamespaceLives(name)],
        settings => settings.Namespaces.Keys);

    private static Setting[] CacheNamespaces() =>
    [
        new Setting<int>(
            "cache.limitedNamespacesMax", SettingKinds.Integer,
            s => s.Cache.LimitedNamespacesMax, (s, v) => s.Cache.LimitedNamespacesMax = v)
        {
            Description = "How many namespaces have limits of their own at a time by a rule for all that begin alike; further "
                + "ones share.",
            Range = "1 to 10000", Holds = v => v is >= 1 and <= 10_000,
        },
    ];

    private static Setting[] NamespaceRules(string name) =>
    [
        NamespaceRow(
            name, "namespace", SettingKinds.Text, "The parts of the cache: a name, or a beginning and `*`.",
            part => part.Namespace, (part, v) => part.Namespace = v),
        NamespaceRow(
            name, "exactOnly", SettingKinds.Switch, "Whether prompts are answered by the same words alone.",
            part => part.ExactOnly, (part, v) => part.ExactOnly = v),
        NamespaceRow(
            name, "similarityMin", SettingKinds.OptionalNumber,
            "Least cosine similarity of two prompts that may share an answer, lower or higher than the cache's.",
            part => part.SimilarityMin, (part, v) => part.SimilarityMin = v, "-1 to 1", v => v is >= -1 and <= 1),
        NamespaceRow(
            name, "maxWrongHits", SettingKinds.OptionalNumber,
            "Largest share of the hits by meaning that may be wrong, where evidence decides.",
            part => part.MaxWrongHits, (part, v) => part.MaxWrongHits = v, "0.001 to 0.5", v => v is >= 0.001 and <= 0.5),
        NamespaceRow(
            name, "visibility", SettingKinds.OptionalVisibility, "Who may be given an answer at most.",
            part => part.Visibility, (part, v) => part.Visibility = v),
        NamespaceRow(
            name, "confirmationsMin", SettingKinds.OptionalInteger,
            "How many who ask must have got an answer of the model before it is given to one who has not.",
            part => part.ConfirmationsMin, (part, v) => part.ConfirmationsMin = v, "1 to 16",
            v => v is >= 1 and <= PrincipalSet.CountMax),
        NamespaceRow(
            name, "entriesMax", SettingKinds.OptionalInteger, "How many entries each holds; beyond it its own leave.",
            part => part.EntriesMax, (part, v) => part.EntriesMax = v, "at least 1", v => v >= 1),
        NamespaceRow(
            name, "payloadBytesMax", SettingKinds.OptionalSize, "How much sealed payload each holds; beyond it its own leave.",
            part => part.PayloadBytesMax, (part, v) => part.PayloadBytesMax = v, "at least 1", v => v >= 1),
        NamespaceRow(
            name, "embedder", SettingKinds.Text, "What embeds prompts: a name of `models`.",
            part => part.Embedder, (part, v) => part.Embedder = v),
    ];

    private static Setting[] NamespaceLives(string name) =>
    [
        NamespaceSpan(
            name, "timeToLive", "How long entries live; a caller may ask for less.", IsPositive,
            part => part.TimeToLive, (part, v) => part.TimeToLive = v),
        NamespaceSpan(
            name, "slidingWindow", "Ends entries that have not been used for this long.", IsPositive,
            part => part.SlidingWindow, (part, v) => part.SlidingWindow = v),
        NamespaceSpan(
            name, "staleWhileRevalidate", "How long after their time entries answer while a fresh answer is fetched.",
            v => v >= TimeSpan.Zero, part => part.StaleWhileRevalidate, (part, v) => part.StaleWhileRevalidate = v),
        NamespaceSpan(
            name, "staleIfError", "How long after their time entries answer where the model fails.",
            v => v >= TimeSpan.Zero, part => part.StaleIfError, (part, v) => part.StaleIfError = v),
    ];

    private static Setting<TimeSpan?> NamespaceSpan(
        string name, string key, string description, Func<TimeSpan, bool> holds,
        Func<NamespaceSettings, TimeSpan?> get, Action<NamespaceSettings, TimeSpan?> set) =>
        NamespaceRow(
            name, key, SettingKinds.OptionalDuration, description, get, set, "a duration, or none",
            v => v is null || holds(v.Value));

    private static Setting<T> NamespaceRow<T>(
        string name, string key, SettingKind<T> kind, string description, Func<NamespaceSettings, T> get,
        Action<NamespaceSettings, T> set, string range = "", Func<T, bool>? holds = null) =>
        new($"namespaces.{name}.{key}", kind, s => get(Part(s, name)), (s, v) => set(Part(s, name), v))
        {
            Description = description, Range = range, Holds = holds ?? (_ => true),
        };

    private static NamespaceSettings Part(LikewiseSettings settings, string name)
    {
        if (!settings.Namespaces.TryGetValue(name, out var part))
            settings.Namespaces.Add(name, part = new NamespaceSettings());
        return part;
    }
}
