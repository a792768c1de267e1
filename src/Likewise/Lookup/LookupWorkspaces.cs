using System.Collections.Concurrent;

namespace Likewise;

/// <summary>Lends workspaces. One that a late embedder may still be writing into is simply not given back.</summary>
internal sealed class LookupWorkspaces(int dimension, int candidatesMax)
{
    private readonly ConcurrentBag<LookupWorkspace> _free = [];
    private readonly int _freeMax = 2 * Environment.ProcessorCount;

    public LookupWorkspace Rent() => _free.TryTake(out var workspace) ? workspace : new LookupWorkspace(dimension, candidatesMax);

    public void Return(LookupWorkspace workspace)
    {
        workspace.Clear();
        if (_free.Count < _freeMax)
            _free.Add(workspace);
    }
}
