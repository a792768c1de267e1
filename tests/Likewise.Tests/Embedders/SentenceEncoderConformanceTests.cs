using Likewise.Tests.Conformance;
using Likewise.Tests.Encoder;

namespace Likewise.Tests.Embedders;

/// <summary>The encoder in process keeps the same promises as every service.</summary>
public sealed class SentenceEncoderConformanceTests : EmbedderConformance
{
    protected override ValueTask<IEmbedder> CreateAsync() => ValueTask.FromResult<IEmbedder>(DefaultModel.Encoder);
}
