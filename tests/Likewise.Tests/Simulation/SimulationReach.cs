namespace Likewise.Tests.Simulation;

/// <summary>What the usual number of histories must have reached; otherwise they prove less than they seem to.</summary>
internal static class SimulationReach
{
    /// <summary>Operations that call seams: in each of them everything that can go wrong must have.</summary>
    private static readonly string[] Faulty =
    [
        "look up", "ask", "store", "store late", "get or create", "invalidate one", "invalidate by tag", "invalidate a tenant",
        "invalidate by source", "invalidate by meaning", "maintain", "restart", "read on", "say", "export", "import",
    ];

    private static readonly (string Operation, string[] Outcomes)[] Outcomes =
    [
        ("look up",
        [
            "Exact", "Near", "Alias", "Exact, Accepted", "Near, Accepted", "NothingStored", "NotSimilar", "Stale", "TooOld",
            "StoreFailed", "EmbedderFailed",
        ]),
        ("get or create",
        [
            "Exact", "Near", "Alias", "Exact, WhileRevalidate", "Near, WhileRevalidate", "Alias, WhileRevalidate",
            "Exact, IfError", "Near, IfError", "Stored", "Failed", "the model failed",
        ]),
        ("store", ["Stored", "Failed"]),
        ("store late", ["Stored", "Failed", "Refused"]),
        ("invalidate one", ["complete", "not complete", "nobody heard", "nothing"]),
        ("invalidate by tag", ["complete", "not complete", "nobody heard"]),
        ("invalidate a tenant", ["complete", "not complete", "nobody heard"]),
        ("invalidate by source", ["complete", "not complete", "nobody heard"]),
        ("invalidate by meaning", ["complete", "not complete"]),
        ("say", ["right", "wrong", "failed", "not there"]),
        ("export", ["some", "failed"]),
        ("import", ["Stored", "Failed", "Refused"]),
        ("read on", ["some", "all is read"]),
        ("let time pass", ["forwards", "backwards"]),
        ("crash", ["done"]),
        ("restart", ["done"]),
        ("limit", ["done"]),
        ("back up", ["done"]),
        ("restore", ["done"]),
    ];

    public static void Check(Coverage coverage)
    {
        var faults = Enum.GetValues<Fault>().Where(fault => fault != Fault.None);
        var missed = Faulty.SelectMany(operation => faults.Select(fault => (operation, fault)))
            .Where(pair => coverage.Of(pair.operation, fault: pair.fault) == 0)
            .Select(pair => $"{pair.operation} with {pair.fault}")
            .Concat(Outcomes.SelectMany(
                operation => operation.Outcomes.Where(outcome => coverage.Of(operation.Operation, outcome) == 0),
                (operation, outcome) => $"{operation.Operation}: {outcome}"));
        Assert.Empty(missed);
    }
}
