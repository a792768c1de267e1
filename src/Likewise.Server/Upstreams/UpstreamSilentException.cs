namespace Likewise.Server;

/// <summary>
/// The upstream said nothing for as long as it may, or for half of that until the caller left: a failure that the breaker counts.
/// </summary>
internal sealed class UpstreamSilentException(OperationCanceledException cause)
    : OperationCanceledException("The upstream is silent.", cause, cause.CancellationToken);
