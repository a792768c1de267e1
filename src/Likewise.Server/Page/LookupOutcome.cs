namespace Likewise.Server;

/// <summary>How a request was answered, as those who watch the cache count it.</summary>
internal enum LookupOutcome
{
    /// <summary>From the cache.</summary>
    Hit,

    /// <summary>By the model, if by anybody.</summary>
    Miss,

    /// <summary>By the model's answer to the same words, asked by another request meanwhile.</summary>
    Joined,

    /// <summary>By the model: the request is not one that the cache takes.</summary>
    Bypass,

    /// <summary>With an error, or an answer that cannot be recorded: the cache had none, and the model gave no other.</summary>
    Unanswered,
}
