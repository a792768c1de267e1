namespace Likewise;

/// <summary>What became of a prompt that the model was to be asked about before anybody asks.</summary>
public enum WarmStatus
{
    /// <summary>It is answered already, or another asks about it now: the model was not called for it.</summary>
    Known,

    /// <summary>The model would be called, were it no dry run.</summary>
    Due,

    /// <summary>The model answered, and the answer is stored.</summary>
    Stored,

    /// <summary>The model answered, and the answer is not stored: it is cut short, or the store failed.</summary>
    NotStored,

    /// <summary>The model failed, or too much of this kind waits.</summary>
    Failed,

    /// <summary>The budget allows no call.</summary>
    OverBudget,

    /// <summary>It is a request whose answers are not stored.</summary>
    Refused,
}
