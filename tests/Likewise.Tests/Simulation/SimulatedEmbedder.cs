using System.Collections.Concurrent;
using Likewise.Tests.Fixtures;

namespace Likewise.Tests.Simulation;

/// <summary>An embedder whose calls fail as the plan says. What a text's vector is, all histories know together.</summary>
internal sealed class SimulatedEmbedder(FaultPlan faults, MortalStore process) : IEmbedder
{
    private static readonly ConcurrentDictionary<string, float[]> Vectors = new();
    private static readonly TopicEmbedder Inner = new();

    public EmbedderIdentity Identity => Inner.Identity;

    public async ValueTask<EmbeddingUsage> EmbedAsync(
        ReadOnlyMemory<string> texts, Memory<float> destination, CancellationToken cancellationToken)
    {
        var fault = process.IsDead ? Fault.None : faults.Draw();
        if (fault is Fault.Dies or Fault.DiesLate)
            process.Die();
        if (fault != Fault.None)
            throw new IOException("injected");
        for (var row = 0; row < texts.Length; row++)
        {
            if (!Vectors.TryGetValue(texts.Span[row], out var vector))
            {
                vector = new float[TopicEmbedder.Dimension];
                await Inner.EmbedAsync(texts.Slice(row, 1), vector, cancellationToken);
                Vectors[texts.Span[row]] = vector;
            }

            vector.CopyTo(destination.Span[(row * vector.Length)..]);
        }

        return new EmbeddingUsage(texts.Length, 0);
    }
}
