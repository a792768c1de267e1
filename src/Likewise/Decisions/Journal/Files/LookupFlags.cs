namespace Likewise;

/// <summary>What is so of a lookup, as its record has it.</summary>
[Flags]
internal enum LookupFlags
{
    Hit = 1 << 0,
    AuditDue = 1 << 1,
    MayStore = 1 << 2,
    SimilarityMin = 1 << 3,
    MaxAge = 1 << 4,
    TierFailed = 1 << 5,
    Withheld = 1 << 6,
}
