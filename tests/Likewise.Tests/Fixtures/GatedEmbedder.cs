using System.Threading.Channels;

namespace Likewise.Tests.Fixtures;

/// <summary>A test's embedder whose calls end when they are let: the vector of a text is its length, as one component.</summary>
internal sealed class GatedEmbedder : IEmbedder
{
    private readonly Channel<Call> _calls = Channel.CreateUnbounded<Call>();

    public EmbedderIdentity Identity { get; } = new("gated-for-tests", "1", "none", "", 1, 0);

    /// <summary>Calls that have begun and were not taken yet.</summary>
    public int Begun => _calls.Reader.Count;

    /// <summary>The next call that has begun and was not taken yet.</summary>
    public Task<Call> NextAsync() => _calls.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask();

    public async ValueTask<EmbeddingUsage> EmbedAsync(
        ReadOnlyMemory<string> texts, Memory<float> destination, CancellationToken cancellationToken)
    {
        var call = new Call(texts.ToArray(), cancellationToken);
        _calls.Writer.TryWrite(call); // Never full.
        await call.Gate.Task;
        for (var at = 0; at < texts.Length; at++)
            destination.Span[at] = texts.Span[at].Length;
        return new EmbeddingUsage(10 * texts.Length, 0);
    }

    internal sealed record Call(string[] Texts, CancellationToken Token)
    {
        public TaskCompletionSource Gate { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
