namespace Likewise;

/// <summary>
/// A store that can put an entry in its own place, under another key and with another vector: what moving entries from one
/// embedder to another needs.
/// </summary>
public interface IReplacingStore
{
    /// <summary>
    /// Writes an entry in the place of the one that has its id, in one step, and only where that is still there and no other
    /// entry has the key. What is removed meanwhile stays removed, and what is stored meanwhile stays stored.
    /// </summary>
    /// <param name="entry">The entry as it is to be; its activity stays as the store has it.</param>
    /// <param name="cancellationToken">Stops waiting; the entry may then be written or not, whole.</param>
    /// <returns>Whether it was written. When this returns, that is as durable as the store can make it.</returns>
    ValueTask<bool> ReplaceAsync(Entry entry, CancellationToken cancellationToken);
}
