namespace Likewise;

/// <summary>On which occasion an entry is asked whether it still answers.</summary>
internal enum StaleUse
{
    /// <summary>Somebody looks: a stale answer is given only to who asks for one.</summary>
    Look,

    /// <summary>The model would be called otherwise, and can be called behind the answer.</summary>
    Revalidate,

    /// <summary>The model has been called, and failed.</summary>
    Error,
}
