namespace Likewise;

/// <summary>What came of a check of a store.</summary>
public sealed class StoreReport
{
    /// <summary>How many findings are kept; beyond it they are only counted.</summary>
    public const int FindingsMax = 1_000;

    private readonly List<StoreFinding> _findings = [];
    private readonly Dictionary<StoreFindingKind, long> _counts = [];

    /// <summary>Entries that were looked at, sound or not.</summary>
    public long Entries { get; set; }

    /// <summary>Whether nothing is wrong.</summary>
    public bool IsSound => _counts.Count == 0;

    /// <summary>How many findings there are of each kind; kinds without one are left out.</summary>
    public IReadOnlyDictionary<StoreFindingKind, long> Counts => _counts;

    /// <summary>The first of them.</summary>
    public IReadOnlyList<StoreFinding> Findings => _findings;

    /// <summary>Takes one in.</summary>
    public void Add(StoreFinding finding)
    {
        ArgumentNullException.ThrowIfNull(finding);
        _counts[finding.Kind] = _counts.GetValueOrDefault(finding.Kind) + 1;
        if (_findings.Count < FindingsMax)
            _findings.Add(finding);
    }
}
