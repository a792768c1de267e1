using System.Collections.Concurrent;

namespace Likewise.Encoder;

/// <summary>Lends workspaces and keeps as many idle as there are processors.</summary>
internal sealed class WorkspacePool(BertShape shape, int maxTokens, int textTokens, int workers)
{
    private readonly ConcurrentBag<Workspace> _idle = [];
    private int _lent;

    /// <summary>How many are out. For tests: zero whenever no call runs.</summary>
    public int Lent => Volatile.Read(ref _lent);

    /// <summary>Lends one until the lease is disposed.</summary>
    public Lease Rent()
    {
        Interlocked.Increment(ref _lent);
        return new Lease(
            this, _idle.TryTake(out var workspace) ? workspace : new Workspace(shape, maxTokens, textTokens, workers));
    }

    private void Return(Workspace workspace)
    {
        Interlocked.Decrement(ref _lent);
        if (_idle.Count < Environment.ProcessorCount)
            _idle.Add(workspace);
    }

    /// <summary>The one owner of a rented workspace.</summary>
    public readonly ref struct Lease(WorkspacePool pool, Workspace workspace)
    {
        public Workspace Workspace { get; } = workspace;

        public void Dispose() => pool.Return(Workspace);
    }
}
