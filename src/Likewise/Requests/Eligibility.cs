namespace Likewise;

/// <summary>How far the cache may go with a request. Ordered: a later value allows less.</summary>
public enum Eligibility
{
    /// <summary>May be answered by the answer to a prompt that means the same.</summary>
    Semantic,

    /// <summary>May be answered only by the answer to this very prompt.</summary>
    ExactOnly,

    /// <summary>Is neither looked up nor stored.</summary>
    Bypass,
}
