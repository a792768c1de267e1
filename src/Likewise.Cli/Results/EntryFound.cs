namespace Likewise.Cli;

/// <summary>The JSON of an entry. Times are UTC in ISO 8601.</summary>
internal sealed record EntryFound
{
    public required string Id { get; init; }

    public required string Prompt { get; init; }

    public required string Namespace { get; init; }

    public required string Tenant { get; init; }

    public required string Visibility { get; init; }

    public required string Model { get; init; }

    public required string Embedder { get; init; }

    public required IReadOnlyList<string> Tags { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Whether it is fresh, stale, or has ended.</summary>
    public required string State { get; init; }

    public double? SlidingWindowSeconds { get; init; }

    public required long HitCount { get; init; }

    public required DateTimeOffset LastUsedAt { get; init; }

    /// <summary>How many got the same answer of the model.</summary>
    public required int Confirmations { get; init; }

    /// <summary>Whether the operator stands behind it.</summary>
    public required bool IsOperators { get; init; }

    public required long InputTokens { get; init; }

    public required long OutputTokens { get; init; }

    public required double LatencyMs { get; init; }

    public required int PayloadBytes { get; init; }

    public required string Scope { get; init; }

    /// <summary>The answer; null in a list, which reads no payloads.</summary>
    public string? Response { get; init; }

    public static EntryFound Of(CacheEntryInfo found, DateTimeOffset now, RecordedResponse? response = null)
    {
        var (entry, activity) = found;
        return new EntryFound
        {
            Id = entry.Id.ToString(),
            Prompt = entry.Prompt,
            Namespace = entry.Namespace,
            Tenant = entry.Tenant,
            Visibility = entry.Visibility.ToString().ToLowerInvariant(),
            Model = entry.Model,
            Embedder = entry.Embedder.ToString(),
            Tags = entry.Tags,
            CreatedAt = entry.CreatedAt,
            ExpiresAt = entry.Expiry.At,
            State = found.StandingAt(now).ToString().ToLowerInvariant(),
            SlidingWindowSeconds = entry.Expiry.Sliding?.TotalSeconds,
            HitCount = activity.HitCount,
            LastUsedAt = activity.LastUsedAt,
            Confirmations = activity.ConfirmedBy.Count(principal => principal != PrincipalSet.Operator),
            IsOperators = activity.ConfirmedBy.Contains(PrincipalSet.Operator),
            InputTokens = entry.Cost.InputTokens,
            OutputTokens = entry.Cost.OutputTokens,
            LatencyMs = entry.Latency.TotalMilliseconds,
            PayloadBytes = entry.PayloadBytes,
            Scope = entry.Key.Scope.ToString(),
            Response = response?.Text,
        };
    }
}
