using Likewise.Encoder;
using Likewise.Tests.Conformance;

namespace Likewise.Tests.Encoder.StaticModels;

/// <summary>The static encoder keeps the promises of every embedder, for texts that it knows nothing of as well.</summary>
public sealed class StaticEncoderConformanceTests : EmbedderConformance
{
    protected override ValueTask<IEmbedder> CreateAsync()
    {
        using var file = new StaticFile();
        file.Add("embeddings", "F32", [6, 64], [.. Enumerable.Range(0, 6 * 64).Select(at => Math.Sin(at))]);
        return ValueTask.FromResult<IEmbedder>(StaticEncoder.Load(file.Write().Directory));
    }
}
