namespace Likewise;

public sealed partial class SemanticCacheOptions
{
    /// <summary>How much is done behind requests.</summary>
    public BackgroundOptions Background { get; } = new();

    /// <summary>Which prompts are asked for most.</summary>
    public PopularityOptions Popularity { get; } = new();

    /// <summary>
    /// Whether a model's answer is given to its asker before it is stored, where the cache calls the model. Who asks for the same
    /// words meanwhile gets it all the same; a plain lookup finds it once it is stored. Where too many wait, storing is waited
    /// for.
    /// </summary>
    /// <value>
    /// Default: false. With true, an answer whose process is killed at that moment is lost: <see cref="StoreStatus.Queued"/>
    /// promises nothing.
    /// </value>
    public bool StoreInBackground { get; set; }
}
