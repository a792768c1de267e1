namespace Likewise;

/// <summary>What became of an answer.</summary>
public enum StoreStatus
{
    /// <summary>It is stored, and found from now on.</summary>
    Stored,

    /// <summary>It is not to be stored: cut short, filtered, empty, too large, or the caller said so. Nothing is wrong.</summary>
    Refused,

    /// <summary>The store failed or was late.</summary>
    Failed,

    /// <summary>It will be stored; those who ask for it meanwhile get it from its asker's call.</summary>
    Queued,
}
