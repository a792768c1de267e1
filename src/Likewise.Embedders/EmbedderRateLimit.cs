namespace Likewise.Embedders;

/// <summary>How much a service may be asked in a minute.</summary>
/// <param name="RequestsPerMinute">HTTP requests, at least 1; null for no limit.</param>
/// <param name="TokensPerMinute">Tokens, at least 1; null for no limit.</param>
/// <remarks>
/// Kept evenly: at most a sixth of a minute's amount at once, since services measure shorter spans than the minute they speak
/// of. The presets are what the services' own pages said in 2026; an account's page has the last word.
/// </remarks>
public sealed record EmbedderRateLimit(int? RequestsPerMinute, int? TokensPerMinute)
{
    private static readonly Dictionary<string, EmbedderRateLimit> Presets = new(StringComparer.OrdinalIgnoreCase)
    {
        // text-embedding-3-small and -large, the model pages' table of tiers.
        ["openai-free"] = new(100, 40_000),
        ["openai-1"] = new(3_000, 1_000_000),
        ["openai-2"] = new(5_000, 1_000_000),
        ["openai-3"] = new(5_000, 5_000_000),
        ["openai-4"] = new(10_000, 5_000_000),
        ["openai-5"] = new(10_000, 10_000_000),

        // The models with the least of each tier (3M TPM: voyage-3-large and others); each tier is a multiple of the first.
        ["voyage-1"] = new(2_000, 3_000_000),
        ["voyage-2"] = new(4_000, 6_000_000),
        ["voyage-3"] = new(6_000, 9_000_000),

        // 2,000 inputs a minute with either kind of key: a lookup sends one input, and what sends more is batched.
        ["cohere"] = new(2_000, null),

        // The embeddings API with a free, a paid and a premium key.
        ["jina-free"] = new(100, 100_000),
        ["jina-paid"] = new(500, 2_000_000),
        ["jina-premium"] = new(5_000, 50_000_000),
    };

    /// <summary>The names that <see cref="TryFind"/> knows.</summary>
    public static IReadOnlyCollection<string> Names { get; } = [.. Presets.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Finds the limits of a well-known tier, such as <c>openai-1</c>; in any case.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="limit">The limits.</param>
    /// <returns>False where no tier has the name.</returns>
    public static bool TryFind(string name, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out EmbedderRateLimit? limit) =>
        Presets.TryGetValue(name, out limit);
}
