namespace Likewise;

/// <summary>Whether two answers to one request say the same.</summary>
public enum AnswerAgreement
{
    /// <summary>It cannot be told.</summary>
    Unknown,

    /// <summary>Whoever gets the one instead of the other misses nothing, and is told nothing that is wrong.</summary>
    Same,

    /// <summary>They say different things.</summary>
    Different,
}
