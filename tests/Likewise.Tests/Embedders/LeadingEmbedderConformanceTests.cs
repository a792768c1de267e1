using Likewise.Tests.Conformance;
using Likewise.Tests.Encoder;

namespace Likewise.Tests.Embedders;

/// <summary>What stands before an embedder keeps its promises.</summary>
public sealed class BatchingEmbedderConformanceTests : EmbedderConformance
{
    protected override ValueTask<IEmbedder> CreateAsync() =>
        ValueTask.FromResult<IEmbedder>(new BatchingEmbedder(DefaultModel.Encoder, new BatchingEmbedderOptions()));
}

/// <summary>Vectors that are remembered are the vectors that were made.</summary>
public sealed class CachingEmbedderConformanceTests : EmbedderConformance
{
    protected override ValueTask<IEmbedder> CreateAsync() =>
        ValueTask.FromResult<IEmbedder>(new CachingEmbedder(DefaultModel.Encoder, 64));
}
