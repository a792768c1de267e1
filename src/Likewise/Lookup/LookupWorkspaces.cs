using System.Collections.Concurrent;

namespace Likewise;

/// <summary>Lends workspaces. One that a late embedder may still be writing into is simply not given back.</summary>
internal sealed class LookupWorkspaces(int candidatesMax)
{
    private readonly ConcurrentDictionary<int, ConcurrentBag<LookupWorkspace>> _free = [];
    private readonly int _freeMax = 2 * Environment.ProcessorCount;

    /// <param name="dimension">Of the vector that will be worked on.</param>
    public LookupWorkspace Rent(int dimension) => FreeOf(dimension).TryTake(out var workspace)
        ? workspace
        : new LookupWorkspace(dimension, candidatesMax);

    public void Return(LookupWorkspace workspace)
    {
        workspace.Clear();
        var free = FreeOf(workspace.Vector.Length);
        if (free.Count < _freeMax)
            free.Add(workspace);
    }

    private ConcurrentBag<LookupWorkspace> FreeOf(int dimension) => _free.GetOrAdd(dimension, static _ => []);
}
