namespace Likewise;

/// <summary>Where it is known from whether an answer was right for a request.</summary>
internal enum EvidenceSource
{
    /// <summary>
    /// A hit that was drawn at random to be looked at. It stands for all hits of its kind, and alone can set off the alarm.
    /// </summary>
    Audit,

    /// <summary>
    /// A hit that was drawn, but that only a verifier let through: of the group without the verifier. It stands for all of its
    /// kind, and sets off no alarm, since the group's own cut did not serve it.
    /// </summary>
    RescueAudit,

    /// <summary>
    /// A miss after which the model's own answer was compared with the one that was nearly served. It costs nothing, so every one
    /// is looked at, and stands for itself.
    /// </summary>
    NearMiss,

    /// <summary>
    /// Somebody said so. Who speaks up is no random sample, neither of what is right nor of what is wrong, so it counts for its
    /// entry alone, and for those beside it.
    /// </summary>
    Feedback,
}
