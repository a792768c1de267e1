namespace Likewise;

/// <summary>A caller who waits for a call of the embedder to be part of.</summary>
internal sealed class EmbeddingWait(ReadOnlyMemory<string> texts)
{
    private readonly TaskCompletionSource<(EmbeddingUsage, ReadOnlyMemory<float>)> _share =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ReadOnlyMemory<string> Texts { get; } = texts;

    /// <summary>Where it stands in the queue.</summary>
    public LinkedListNode<EmbeddingWait>? Place { get; set; }

    /// <summary>The call that it is part of; null while it queues.</summary>
    public EmbeddingBatch? Batch { get; set; }

    /// <summary>What the caller's texts came to.</summary>
    public Task<(EmbeddingUsage Usage, ReadOnlyMemory<float> Vectors)> Share => _share.Task;

    public void End(EmbeddingUsage usage, ReadOnlyMemory<float> vectors) => _share.TrySetResult((usage, vectors));

    /// <summary>The fault is seen by whoever still waits; who has left has not asked.</summary>
    public void Fail(Exception fault)
    {
        _share.TrySetException(fault);
        _ = _share.Task.Exception;
    }
}
