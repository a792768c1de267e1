namespace Likewise;

/// <summary>Whether an answer's time is over, and why it is given all the same.</summary>
public enum Staleness
{
    /// <summary>It is in time.</summary>
    Fresh,

    /// <summary>Its time is over, and the caller takes that (<see cref="RequestDirectives.AcceptStale"/>).</summary>
    Accepted,

    /// <summary>Its time is over, and a fresh answer is fetched behind it.</summary>
    WhileRevalidate,

    /// <summary>Its time is over, and the model failed.</summary>
    IfError,
}
