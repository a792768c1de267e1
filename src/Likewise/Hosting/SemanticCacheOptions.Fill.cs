namespace Likewise;

public sealed partial class SemanticCacheOptions
{
    /// <summary>
    /// Whether lookups are served while the store is still being read at start. An entry that is asked for by its own words, or
    /// by its id, is then read when it is; by meaning what has been read so far is found; lists and statistics are of that, too.
    /// </summary>
    /// <value>
    /// Default: false, the cache is built when all is read. Without effect where evidence of before is read at start
    /// (<see cref="BoundOptions.EvidenceFile"/>), which is of all entries.
    /// </value>
    public bool FillsInBackground { get; set; }
}
