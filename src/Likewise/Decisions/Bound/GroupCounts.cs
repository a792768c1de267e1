namespace Likewise;

/// <summary>What a group has seen, for people.</summary>
internal record struct GroupCounts
{
    /// <summary>Hits that were audited, and how many of them were wrong.</summary>
    public long Audited, AuditedWrong;

    /// <summary>Outcomes after near misses, and what somebody said.</summary>
    public long NearMisses, Said;

    public long Alarms;

    public void Add(in Evidence evidence)
    {
        switch (evidence.Source)
        {
            case EvidenceSource.Audit:
                Audited++;
                AuditedWrong += evidence.IsRight ? 0 : 1;
                break;
            case EvidenceSource.NearMiss:
                NearMisses++;
                break;
            case EvidenceSource.Feedback:
                Said++;
                break;
        }
    }
}
