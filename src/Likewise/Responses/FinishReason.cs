namespace Likewise;

/// <summary>Why the model stopped. Only a whole answer is stored.</summary>
public enum FinishReason
{
    /// <summary>It had said all: a whole answer.</summary>
    Stop,

    /// <summary>It wants tools called: a whole answer.</summary>
    ToolCalls,

    /// <summary>It refused, in its own words: a whole answer.</summary>
    Refusal,

    /// <summary>It ran into the token limit. Never stored.</summary>
    Length,

    /// <summary>A filter cut it. Never stored.</summary>
    ContentFilter,

    /// <summary>The connection or the model failed before the end. Never stored.</summary>
    Interrupted,

    /// <summary>A reason this version does not know. Never stored.</summary>
    Unknown,
}
