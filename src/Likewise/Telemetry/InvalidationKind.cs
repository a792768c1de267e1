namespace Likewise;

/// <summary>What entries were taken away by, as metrics and traces name it (<see cref="LikewiseTelemetry.KindTag"/>).</summary>
internal static class InvalidationKind
{
    public const string Entry = "entry";
    public const string Meaning = "meaning";

    private const string All = "all";
    private const string Several = "several";

    public static string Of(EntryFilter filter)
    {
        var kind = All;
        foreach (var (isSet, name) in Conditions(filter))
        {
            // The tenant is there wherever there are tenants: it is a kind of its own only alone.
            if (isSet)
                kind = kind is All or "tenant" ? name : Several;
        }

        return kind;
    }

    private static IEnumerable<(bool IsSet, string Name)> Conditions(EntryFilter filter) =>
    [
        (!string.IsNullOrEmpty(filter.Tenant), "tenant"),
        (filter.AnyTag.Count + filter.AllTags.Count > 0, "tag"),
        (filter.ChangedSources.Count > 0, "source"),
        (filter.Keys.Count > 0, Entry),
        (filter.Prompt is not null || filter.PromptContains is not null, "prompt"),
        (filter.Namespace is not null, "namespace"),
        (filter.Model is not null, "model"),
        (filter.Embedder is not null, "embedder"),
        (filter.Scope is not null, "scope"),
        (filter.CreatedBefore is not null || filter.CreatedFrom is not null, "age"),
    ];
}
