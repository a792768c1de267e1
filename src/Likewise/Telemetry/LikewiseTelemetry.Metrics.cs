namespace Likewise;

public static partial class LikewiseTelemetry
{
    /// <summary>
    /// Counter of lookups; tags <see cref="NamespaceTag"/>, <see cref="OutcomeTag"/> and <see cref="DetailTag"/>.
    /// </summary>
    public const string Lookups = "likewise.lookups";

    /// <summary>Histogram of whole lookups in seconds; tags <see cref="OutcomeTag"/> and <see cref="DetailTag"/>.</summary>
    public const string LookupDuration = "likewise.lookup.duration";

    /// <summary>Histogram of the stages that lookups came to, in seconds; tag <see cref="StageTag"/>.</summary>
    public const string StageDuration = "likewise.lookup.stage.duration";

    /// <summary>Counter of answers that were to be stored; tag <see cref="OutcomeTag"/>.</summary>
    public const string Stores = "likewise.stores";

    /// <summary>Histogram of storing answers, in seconds; tag <see cref="OutcomeTag"/>.</summary>
    public const string StoreDuration = "likewise.store.duration";

    /// <summary>Counter of entries that were taken away on demand; tag <see cref="KindTag"/>.</summary>
    public const string Invalidated = "likewise.invalidated";

    /// <summary>Histogram of taking entries away, in seconds; tag <see cref="KindTag"/>.</summary>
    public const string InvalidateDuration = "likewise.invalidate.duration";

    /// <summary>
    /// Counter of entries that left by themselves; tags <see cref="CauseTag"/> and, of those that had to leave for others,
    /// <see cref="NamespaceTag"/>.
    /// </summary>
    public const string Evicted = "likewise.evicted";

    /// <summary>
    /// Counter of answers given though their time was over; tag <see cref="CauseTag"/>: <c>window</c>, as somebody takes that,
    /// and <c>error</c>, because the model failed.
    /// </summary>
    public const string StaleServed = "likewise.stale.served";

    /// <summary>Counter of calls of models for fresh answers behind stale ones; tag <see cref="OutcomeTag"/>.</summary>
    public const string Refreshes = "likewise.refreshes";

    /// <summary>Histogram of calls of embedders, in seconds; tag <see cref="OutcomeTag"/>.</summary>
    public const string EmbedDuration = "likewise.embed.duration";

    /// <summary>Counter of texts that were embedded; tag <see cref="OutcomeTag"/>.</summary>
    public const string Embeddings = "likewise.embeddings";

    /// <summary>Counter of requests answered by another's call for the same words.</summary>
    public const string Joined = "likewise.joined";

    /// <summary>Counter of prompts that were longer than the embedder reads, and so were embedded in part.</summary>
    public const string PromptsTruncated = "likewise.prompts.truncated";

    /// <summary>
    /// Counter of tokens that models did not have to read and write; tags <see cref="ModelTag"/> and <see cref="TokenTypeTag"/>.
    /// </summary>
    public const string TokensSaved = "likewise.tokens.saved";

    /// <summary>
    /// Counter of tokens that the cache itself spent; tags <see cref="UseTag"/>, <see cref="ModelTag"/> and
    /// <see cref="TokenTypeTag"/>. What a judge took: <see cref="JudgeTokens"/>.
    /// </summary>
    public const string TokensSpent = "likewise.tokens.spent";

    /// <summary>Counter of seconds that callers did not have to wait: what models had taken less what lookups took.</summary>
    public const string TimeSaved = "likewise.time.saved";

    /// <summary>Counter of seconds that callers waited for lookups which found nothing.</summary>
    public const string TimeSpent = "likewise.time.spent";

    /// <summary>Counter of calls that failed or were late; tag <see cref="SeamTag"/>.</summary>
    public const string SeamFaults = "likewise.seam.faults";

    /// <summary>Counter of hits that were answered but not written down, because the queue was full.</summary>
    public const string HitsNotWritten = "likewise.hits.not_written";

    /// <summary>Counter of records that the decision log lacks, because its queue was full or its disk failed.</summary>
    public const string DecisionsNotLogged = "likewise.decisions.not_logged";

    /// <summary>
    /// Counter of answers compared with the model's own; tags <see cref="OutcomeTag"/> and <see cref="DetailTag"/>.
    /// </summary>
    public const string Compared = "likewise.compared";

    /// <summary>
    /// Counter of questions to a judge; tag <see cref="OutcomeTag"/>. Judges belong to no cache: their meter has no scope.
    /// </summary>
    public const string JudgeQuestions = "likewise.judge.questions";

    /// <summary>Counter of tokens that a judge read and wrote.</summary>
    public const string JudgeTokens = "likewise.judge.tokens";

    /// <summary>Entries held.</summary>
    public const string Entries = "likewise.entries";

    /// <summary>Scopes that hold at least one vector.</summary>
    public const string Scopes = "likewise.scopes";

    /// <summary>Vectors held.</summary>
    public const string Vectors = "likewise.vectors";

    /// <summary>Sealed payloads of the entries held, in bytes.</summary>
    public const string PayloadSize = "likewise.payload.size";

    /// <summary>Memory taken by vectors, in bytes.</summary>
    public const string VectorSize = "likewise.vector.size";

    /// <summary>Payloads that are held in memory, decoded, counted in bytes of their sealed form.</summary>
    public const string ResidentSize = "likewise.resident.size";

    /// <summary>
    /// Entries of other embedders, by how far a migration to the cache's own has come with them; tag <see cref="OutcomeTag"/>:
    /// <c>left</c>, <c>moved</c>, or <c>dropped</c>, for they had ended or a newer answer has their place.
    /// </summary>
    public const string Migrated = "likewise.migration.entries";

    /// <summary>Calls to models that are under way.</summary>
    public const string Flights = "likewise.flights";

    /// <summary>Requests that wait for them.</summary>
    public const string FlightsWaiting = "likewise.flights.waiting";

    /// <summary>Background work that waits; tag <see cref="WorkTag"/>.</summary>
    public const string BackgroundWaiting = "likewise.background.waiting";

    /// <summary>Background work that is under way; tag <see cref="WorkTag"/>.</summary>
    public const string BackgroundRunning = "likewise.background.running";

    /// <summary>
    /// How long that background work has waited which has waited longest, in seconds; tag <see cref="WorkTag"/>.
    /// </summary>
    public const string BackgroundAge = "likewise.background.age";

    /// <summary>
    /// Counter of background work that has ended or was refused; tags <see cref="WorkTag"/> and <see cref="OutcomeTag"/>.
    /// </summary>
    public const string BackgroundEnded = "likewise.background.ended";

    /// <summary>What waits in a queue; tag <see cref="QueueTag"/>.</summary>
    public const string QueueLength = "likewise.queue.length";
}
