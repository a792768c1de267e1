using System.Collections.Concurrent;

namespace Likewise.Tests.Simulation;

/// <summary>What happened in all histories together: each operation, what came of it, and what went wrong in it.</summary>
internal sealed class Coverage
{
    private readonly ConcurrentDictionary<(string Operation, string Outcome, Fault Fault), long> _counts = new();

    public void Add(string operation, string outcome, Fault fault) =>
        _counts.AddOrUpdate((operation, outcome, fault), 1, static (_, count) => count + 1);

    /// <summary>How often an operation came to something; null for whatever.</summary>
    public long Of(string operation, string? outcome = null, Fault? fault = null) => _counts
        .Where(pair => pair.Key.Operation == operation && (outcome is null || pair.Key.Outcome == outcome)
            && (fault is null || pair.Key.Fault == fault))
        .Sum(pair => pair.Value);

    public override string ToString() => string.Join('\n', _counts
        .GroupBy(pair => (pair.Key.Operation, pair.Key.Outcome))
        .OrderBy(group => group.Key)
        .Select(group => $"{group.Key.Operation}: {group.Key.Outcome}: " + string.Join(", ", group
            .OrderBy(pair => pair.Key.Fault)
            .Select(pair => $"{pair.Key.Fault} {pair.Value}"))));
}
