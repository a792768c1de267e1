namespace Likewise.Server;

/// <summary>How far a caller lets the cache go with one request.</summary>
internal enum CacheMode
{
    /// <summary>As far as the operator does.</summary>
    Semantic,

    /// <summary>To the answer to these very words.</summary>
    Exact,

    /// <summary>The model is asked afresh, and its answer stored.</summary>
    Refresh,

    /// <summary>Neither is looked up nor stored.</summary>
    Off,
}
