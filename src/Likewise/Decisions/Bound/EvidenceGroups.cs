namespace Likewise;

/// <summary>Which group an entry is of.</summary>
internal static class EvidenceGroups
{
    /// <summary>The group of all groups for which there was no room.</summary>
    public const string Others = "(others)";

    public static string KeyOf(this EvidenceGroup group, EntrySummary entry) => group switch
    {
        EvidenceGroup.Namespace => entry.Namespace,
        EvidenceGroup.Tenant => entry.Tenant,
        EvidenceGroup.Model => entry.Model,
        _ => "",
    };

    /// <summary>The group of a tenant's that has its name whatever entries there are; null where there is none.</summary>
    public static string? NameOf(this EvidenceGroup group, string tenant) => group switch
    {
        EvidenceGroup.Tenant => tenant,
        EvidenceGroup.Cache => "",
        _ => null,
    };
}
