namespace Likewise;

/// <summary>How a model fails, as far as a stale answer may stand in for its own.</summary>
[Flags]
public enum ModelFaults
{
    /// <summary>In no such way: the request itself was refused, or nobody waited any more.</summary>
    None = 0,

    /// <summary>It could not be reached, or answered with an error of its own (5xx).</summary>
    Failed = 1,

    /// <summary>It had too much to do (429).</summary>
    Busy = 2,

    /// <summary>It gave no answer in time (408, 504).</summary>
    Late = 4,

    /// <summary>In any of these ways.</summary>
    All = Failed | Busy | Late,
}
