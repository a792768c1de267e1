namespace Likewise;

/// <summary>Something to be compared in the background.</summary>
/// <param name="Found">What the lookup found.</param>
/// <param name="Fresh">The model's own answer; null where the model is still to be asked.</param>
/// <param name="AskModel">Asks it; null where it has answered.</param>
internal sealed record AuditJob(
    LookupResult Found, RecordedResponse? Fresh, Func<CancellationToken, ValueTask<RecordedResponse>>? AskModel);
