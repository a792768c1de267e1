namespace Likewise.Server;

/// <summary>How a part of the server is.</summary>
/// <param name="Part">Its name: <c>store</c>, <c>encoder</c>, <c>upstream</c> or a named upstream's name.</param>
/// <param name="State">What that means for who sends requests here.</param>
/// <param name="Reason">Why it is not well, in one of few sentences that hold no secret; null where it is.</param>
internal sealed record PartHealth(string Part, PartState State, string? Reason = null);

/// <summary>What the state of a part means for who sends requests here.</summary>
internal enum PartState
{
    /// <summary>It works.</summary>
    Ok,

    /// <summary>It does not work, but requests are answered, and would fare no better elsewhere.</summary>
    Degraded,

    /// <summary>It does not work, and requests are better sent elsewhere.</summary>
    Failing,
}
