namespace Likewise;

/// <summary>An embedder of a cache, under its name, with the prompts that it is used for.</summary>
/// <param name="Name">For people; the default's is <see cref="DefaultName"/>.</param>
/// <param name="Embedder">The embedder.</param>
/// <param name="Rules">Used where one of them matches; none: wherever no other is used.</param>
internal sealed record EmbedderSeat(string Name, IEmbedder Embedder, IReadOnlyList<EmbedderRule> Rules)
{
    public const string DefaultName = "default";
    public const string FormerName = "former";

    public EmbedderIdentity Identity { get; } = Embedder.Identity;

    /// <summary>The embedder without the memory before it, so that each text takes its time.</summary>
    public IEmbedder Bounded { get; init; } = Embedder;
}
