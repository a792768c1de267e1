namespace Likewise;

/// <summary>How it became known whether an answer was right.</summary>
public enum OutcomeSource
{
    /// <summary>The hit was drawn at random to be audited.</summary>
    Audit,

    /// <summary>After a miss the model's own answer was compared with the one that was nearly served.</summary>
    NearMiss,

    /// <summary>Somebody said so: no random sample.</summary>
    Feedback,

    /// <summary>The hit was withheld, and compared with the model's own answer: all of them are.</summary>
    Withheld,
}
