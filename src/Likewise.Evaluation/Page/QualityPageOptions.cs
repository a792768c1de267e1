namespace Likewise.Evaluation;

/// <summary>What a page of figures is made from, and how much of it.</summary>
public sealed record QualityPageOptions
{
    /// <summary>The directory of the labelled sets; each is a file whose name begins with the set's.</summary>
    public required string Data { get; init; }

    /// <summary>Minimal pairs of one's own: kind, <c>same</c> or <c>other</c>, two prompts, apart by tabs, no header.</summary>
    /// <value>Default: null, none.</value>
    public string? MinimalPairs { get; init; }

    /// <summary>What made the page: command and version, as the page says it.</summary>
    public required string MadeBy { get; init; }

    /// <summary>Where pictures lie, as seen from the page.</summary>
    /// <value>Default: <c>images/</c>.</value>
    public string ImagesPath { get; init; } = "images/";

    /// <summary>How many random orders each stream is sent in.</summary>
    /// <value>At least 1; default 3.</value>
    public int Seeds { get; init; } = 3;

    /// <summary>The most prompts of a stream, drawn by its seed.</summary>
    /// <value>At least 1; default 20,000.</value>
    public int PromptsMax { get; init; } = 20_000;

    /// <summary>The most pairs of a set.</summary>
    /// <value>At least 1; default: null, all.</value>
    public int? PairsMax { get; init; }

    /// <summary>Whether the evaluation's own options name a verdict model, which is then compared too.</summary>
    /// <value>Default: false.</value>
    public bool HasVerdict { get; init; }
}
