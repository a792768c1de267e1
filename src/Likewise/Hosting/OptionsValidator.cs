namespace Likewise;

/// <summary>Finds everything that is wrong with a cache's options.</summary>
internal static class OptionsValidator
{
    private const int CandidatesBound = 64;
    private const int RequestBytesLeast = 1024;
    private const int AuditsBound = 64;
    private const int LabelsBound = 10_000;

    /// <summary>Far below what a timer can wait (49 days), far above what a caller would.</summary>
    private static readonly TimeSpan WaitBound = TimeSpan.FromDays(1);

    /// <summary>A hundred years: a moment so far ahead is still a date.</summary>
    private static readonly TimeSpan LifeBound = TimeSpan.FromDays(36_500);

    /// <returns>Every fault, each as one sentence; empty when the options are good.</returns>
    public static IEnumerable<string> FaultsOf(SemanticCacheOptions options)
    {
        // Written so that NaN fails every test.
        if (!(options.SimilarityMin is >= -1 and <= 1))
            yield return $"SimilarityMin is {options.SimilarityMin}: a cosine similarity from -1 to 1 was expected.";
        if (!(options.NearestMissMin >= -1 && options.NearestMissMin <= options.SimilarityMin))
            yield return $"NearestMissMin is {options.NearestMissMin}: it must be from -1 to SimilarityMin.";
        if (!(options.SemanticTemperatureMax >= 0 && double.IsFinite(options.SemanticTemperatureMax)))
            yield return $"SemanticTemperatureMax is {options.SemanticTemperatureMax}: it cannot be negative.";
        foreach (var (name, value) in new[] { ("VerifyFrom", options.VerifyFrom), ("VerifyTo", options.VerifyTo) })
        {
            if (!(value is null or (>= -1 and <= 1)))
                yield return $"{name} is {value}: a similarity or a score from -1 to 1 was expected.";
        }
        if (options.CandidatesMax is < 1 or > CandidatesBound)
            yield return $"CandidatesMax is {options.CandidatesMax}: it must be from 1 to {CandidatesBound}.";
        if (options.RequestBytesMax < RequestBytesLeast)
            yield return $"RequestBytesMax is {options.RequestBytesMax}: it must be at least {RequestBytesLeast}.";
        if (options.ResidentPayloadBytesMax < 0)
            yield return $"ResidentPayloadBytesMax is {options.ResidentPayloadBytesMax}: it cannot be negative.";
        if (!((options.MemoryShareMax ?? 1) is > 0 and <= 1))
            yield return $"MemoryShareMax is {options.MemoryShareMax}: a share above 0 and up to 1 was expected.";
        if (!Enum.IsDefined(options.Eviction))
            yield return $"Eviction is {(int)options.Eviction}: no such policy.";
        if (options.AliasesMax < 0)
            yield return $"AliasesMax is {options.AliasesMax}: it cannot be negative.";
        if (options.EmbeddingsMax < 0)
            yield return $"EmbeddingsMax is {options.EmbeddingsMax}: it cannot be negative.";
        if (options.EmbedWaitingMax < 0)
            yield return $"EmbedWaitingMax is {options.EmbedWaitingMax}: it cannot be negative.";
        if (options.MigrationBatch is < 1 or > SemanticCache.BatchItemsMax)
            yield return $"MigrationBatch is {options.MigrationBatch}: it must be from 1 to {SemanticCache.BatchItemsMax}.";
        if (options.HandoversMax < 0)
            yield return $"HandoversMax is {options.HandoversMax}: it cannot be negative.";
        if (options.TimeToLiveMax < options.TimeToLive)
            yield return $"TimeToLiveMax is {options.TimeToLiveMax}, less than TimeToLive, which is {options.TimeToLive}.";

        if (!(options.ServeShare is >= 0 and <= 1))
            yield return $"ServeShare is {options.ServeShare}: a share from 0 to 1 was expected.";

        foreach (var fault in
            FaultsOf(options.Bound).Concat(FaultsOf(options.DecisionLog)).Concat(FaultsOf(options.Audit))
                .Concat(FaultsOf(options.Telemetry)).Concat(LifeValidator.FaultsOf(options))
                .Concat(NamespaceValidator.FaultsOf(options)).Concat(VisibilityValidator.FaultsOf(options))
                .Concat(BackgroundValidator.FaultsOf(options.Background))
                .Concat(BackgroundValidator.FaultsOf(options.Popularity)))
            yield return fault;

        foreach (var (name, value) in Counts(options))
        {
            if (value < 1)
                yield return $"{name} is {value}: it must be at least 1.";
        }

        foreach (var (name, value) in Lives(options))
        {
            if (value <= TimeSpan.Zero || value > LifeBound)
                yield return $"{name} is {value}: it must be positive, and at most {LifeBound.TotalDays} days.";
        }

        foreach (var (name, value) in Waits(options))
        {
            if (value <= TimeSpan.Zero || value > WaitBound)
                yield return $"{name} is {value}: it must be positive, and at most {WaitBound}.";
        }
    }

    private static IEnumerable<string> FaultsOf(TelemetryOptions telemetry)
    {
        if (string.IsNullOrWhiteSpace(telemetry.CacheName))
            yield return "Telemetry.CacheName is empty: metrics need a name for the cache.";
        foreach (var (name, value) in new[]
            {
                ("NamespacesMax", telemetry.NamespacesMax), ("ModelsMax", telemetry.ModelsMax),
            })
        {
            if (value is < 0 or > LabelsBound)
                yield return $"Telemetry.{name} is {value}: it must be from 0 to {LabelsBound}.";
        }
    }

    private static IEnumerable<string> FaultsOf(BoundOptions bound)
    {
        if (!(bound.MaxWrongHits is >= 0.001 and <= 0.5))
            yield return $"Bound.MaxWrongHits is {bound.MaxWrongHits}: a share from 0.001 to 0.5 was expected.";
        if (!(bound.Confidence is >= 0.5 and <= 0.999))
            yield return $"Bound.Confidence is {bound.Confidence}: it must be from 0.5 to 0.999.";
        if (!(bound.SimilarityMin is >= 0 and <= 1))
            yield return $"Bound.SimilarityMin is {bound.SimilarityMin}: a cosine similarity from 0 to 1 was expected.";
        if (bound.EvidenceMax < 1_000)
            yield return $"Bound.EvidenceMax is {bound.EvidenceMax}: it must be at least 1,000.";
        if (bound.GroupsMax < 1)
            yield return $"Bound.GroupsMax is {bound.GroupsMax}: it must be at least 1.";
    }

    private static IEnumerable<string> FaultsOf(DecisionLogOptions log)
    {
        if (log.BytesMax < 1 << 20)
            yield return $"DecisionLog.BytesMax is {log.BytesMax}: it must be at least {1 << 20}.";
        if (log.QueueMax < 1)
            yield return $"DecisionLog.QueueMax is {log.QueueMax}: it must be at least 1.";
        if (log.Path is { } path && DecisionLogFile.FaultOf(path) is { } fault)
            yield return fault;
    }

    private static IEnumerable<string> FaultsOf(AuditOptions audit)
    {
        if (!((audit.Share ?? 0) is >= 0 and <= 1))
            yield return $"Audit.Share is {audit.Share}: a share from 0 to 1 was expected.";
        if (!((audit.NearMissShare ?? 0) is >= 0 and <= 1))
            yield return $"Audit.NearMissShare is {audit.NearMissShare}: a share from 0 to 1 was expected.";
        if (!(audit.NearMissMin is >= -1 and <= 1))
            yield return $"Audit.NearMissMin is {audit.NearMissMin}: a cosine similarity from -1 to 1 was expected.";
        if (audit.ConcurrencyMax is < 1 or > AuditsBound)
            yield return $"Audit.ConcurrencyMax is {audit.ConcurrencyMax}: it must be from 1 to {AuditsBound}.";
    }

    /// <returns>Every fault of the embedders that are used for some prompts.</returns>
    public static IEnumerable<string> FaultsOf(IReadOnlyList<EmbedderSeat> named)
    {
        foreach (var name in named.Select(seat => seat.Name).Append(EmbedderSeat.DefaultName).CountBy(name => name))
        {
            if (name.Value > 1)
                yield return $"There are {name.Value} embedders named '{name.Key}': each name stands for one.";
        }

        foreach (var seat in named)
        {
            if (seat.Rules.Count == 0)
                yield return $"The embedder '{seat.Name}' has no rule: say for which prompts it is used.";
            foreach (var fault in seat.Rules.Select(rule => rule.FaultOf()).OfType<string>())
                yield return $"A rule of the embedder '{seat.Name}' is wrong. {fault}.";
        }
    }

    private static (string, long)[] Counts(SemanticCacheOptions options) =>
    [
        (nameof(options.EntriesMax), options.EntriesMax),
        (nameof(options.PayloadBytesMax), options.PayloadBytesMax),
        (nameof(options.MemoryBytesMax), options.MemoryBytesMax ?? 1),
        (nameof(options.PromptCharsMax), options.PromptCharsMax),
        (nameof(options.ContextCharsMax), options.ContextCharsMax),
        (nameof(options.ResponseBytesMax), options.ResponseBytesMax),
        (nameof(options.InFlightMax), options.InFlightMax),
        (nameof(options.HitQueueMax), options.HitQueueMax),
        (nameof(options.InvalidationsMax), options.InvalidationsMax),
        (nameof(options.EmbedCallsMax), options.EmbedCallsMax ?? 1),
        (nameof(options.EmbedBatchMax), options.EmbedBatchMax),
        ("Audit.QueueMax", options.Audit.QueueMax),
        ("Audit.CallsPerMinuteMax", options.Audit.CallsPerMinuteMax),
    ];

    private static (string, TimeSpan)[] Lives(SemanticCacheOptions options) =>
    [
        (nameof(options.TimeToLive), options.TimeToLive),
        (nameof(options.TimeToLiveMax), options.TimeToLiveMax),
        (nameof(options.SlidingWindow), options.SlidingWindow ?? LifeBound),
    ];

    private static (string, TimeSpan)[] Waits(SemanticCacheOptions options) =>
    [
        (nameof(options.EmbedTimeout), options.EmbedTimeout),
        (nameof(options.SearchTimeout), options.SearchTimeout),
        (nameof(options.ReadTimeout), options.ReadTimeout),
        (nameof(options.VerifyTimeout), options.VerifyTimeout),
        (nameof(options.WriteTimeout), options.WriteTimeout),
        (nameof(options.RemoveTimeout), options.RemoveTimeout),
        (nameof(options.MaintenanceInterval), options.MaintenanceInterval),
        ("Audit.ModelTimeout", options.Audit.ModelTimeout),
        ("Audit.CompareTimeout", options.Audit.CompareTimeout),
    ];
}
