namespace Likewise.Embedders;

/// <summary>What a remote embedder has done since it was created.</summary>
public sealed record EmbedderStatistics
{
    /// <summary>Requests sent to the service, retries and the probe included.</summary>
    public long Requests { get; init; }

    /// <summary>Requests that were sent again.</summary>
    public long Retries { get; init; }

    /// <summary>Texts embedded.</summary>
    public long Texts { get; init; }

    /// <summary>Tokens of embedded texts, as the service reported them.</summary>
    public long TokensReported { get; init; }

    /// <summary>Tokens of embedded texts of whose number the service said nothing: one for three bytes of UTF-8.</summary>
    public long TokensEstimated { get; init; }

    /// <summary>What both kinds of tokens cost at <see cref="RemoteEmbedderOptions.PricePerMillionTokens"/>.</summary>
    /// <value>Null where no price is given.</value>
    public decimal? Cost { get; init; }

    /// <summary>Batches that gave no vectors, by their reason. Those that their caller cancelled are not among them.</summary>
    public required IReadOnlyDictionary<EmbedderFault, long> Failures { get; init; }

    /// <summary>Whether the service is left alone at the moment, because too many calls failed.</summary>
    public bool IsPaused { get; init; }
}
