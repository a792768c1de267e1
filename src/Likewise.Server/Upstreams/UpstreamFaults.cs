namespace Likewise.Server;

/// <summary>In which way an upstream failed, as far as a stale answer may stand in for its own.</summary>
internal static class UpstreamFaults
{
    /// <summary>Errors of the caller's are none, and an answer that cannot be recorded is one all the same.</summary>
    public static ModelFaults Of(Exception fault) => fault switch
    {
        UnusableReplyException or UpstreamException => StaleOptions.FaultOfStatus(StatusOf(fault)!.Value), // Both have one.
        UpstreamSilentException => ModelFaults.Late,
        HttpRequestException or IOException => ModelFaults.Failed,
        _ => ModelFaults.None,
    };

    /// <summary>The status that it answered with, or that would have told the caller; null where there is none.</summary>
    public static int? StatusOf(Exception fault) => fault switch
    {
        UnusableReplyException unusable => unusable.Reply.Status,
        UpstreamException upstream => upstream.Status,
        _ => null,
    };
}
