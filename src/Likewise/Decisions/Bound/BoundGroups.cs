using System.Collections.Concurrent;

namespace Likewise;

/// <summary>
/// The groups of one kind of hits: those that the score alone lets through, or those that a verifier rescued. Each kind has
/// evidence of its own, and the bound holds for each, so it holds for both together.
/// </summary>
/// <param name="calibration">What a group begins with.</param>
/// <param name="target">What is to hold, in groups of which nothing else is said.</param>
/// <param name="shareOf">The share of wrong hits that a group has of its own; null where it has none.</param>
/// <param name="options">How much is kept.</param>
/// <param name="standsFor">How many hits an audited one stands for.</param>
internal sealed class BoundGroups(
    Calibration calibration, BoundTarget target, Func<string, double?> shareOf, BoundOptions options, double standsFor)
{
    private readonly ConcurrentDictionary<string, GroupBound> _groups = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<BoundTarget, Standing> _starts = [];

    /// <summary>All groups together.</summary>
    public GroupBound All { get; } =
        new(new CalibratedStanding(calibration, target), all: null, target, standsFor, options.EvidenceMax);

    /// <summary>Each group by its name, in their order.</summary>
    public IEnumerable<KeyValuePair<string, GroupBound>> Named => _groups.OrderBy(pair => pair.Key, StringComparer.Ordinal);

    /// <summary>What is in force for a group, which may not have any evidence yet.</summary>
    public Standing StandingOf(string key) => _groups.TryGetValue(key, out var group) ? group : StartOf(TargetOf(key));

    /// <summary>What is to hold in a group.</summary>
    public BoundTarget TargetOf(string key) => shareOf(key) is { } share ? target with { WrongShareMax = share } : target;

    public GroupBound Of(string key) => _groups.TryGetValue(key, out var group)
        ? group
        : _groups.GetOrAdd(_groups.Count < options.GroupsMax ? key : EvidenceGroups.Others, NewGroup);

    /// <summary>Takes in what is known of one decision, for its group and for all.</summary>
    /// <returns>True when that sets off the group's alarm.</returns>
    public bool Learn(string key, in Evidence evidence)
    {
        var goesOff = Of(key).Learn(evidence);
        All.Learn(evidence);
        return goesOff;
    }

    /// <summary>Finds every cut anew. From above: a group that leans asks how what it leans on stands.</summary>
    public void Begin()
    {
        All.Begin();
        foreach (var group in _groups.Values)
            group.Begin();
    }

    /// <summary>What all groups' cut lets through is wrong as often as their target says; one of another leans on none.</summary>
    private GroupBound NewGroup(string key)
    {
        var own = TargetOf(key);
        return new GroupBound(StartOf(own), own == target ? All : null, own, standsFor, options.EvidenceMax);
    }

    /// <summary>As many as there are shares that rules name.</summary>
    private Standing StartOf(BoundTarget own) =>
        _starts.GetOrAdd(own, static (own, calibration) => new CalibratedStanding(calibration, own), calibration);
}
