namespace Likewise.Tests.Fixtures;

/// <summary>Rosters for tests that only normalize.</summary>
internal static class Rosters
{
    /// <summary>One embedder, of which nothing but its identity is used.</summary>
    public static EmbedderRoster Of(EmbedderIdentity identity) => new([], new EmbedderSeat("default", new Silent(identity), []));

    private sealed record Silent(EmbedderIdentity Identity) : IEmbedder
    {
        public ValueTask<EmbeddingUsage> EmbedAsync(
            ReadOnlyMemory<string> texts, Memory<float> destination, CancellationToken cancellationToken) =>
            throw new InvalidOperationException("Normalizing asked for a vector.");
    }
}
