namespace Likewise;

public sealed partial class SemanticCacheOptions
{
    /// <summary>
    /// Who may be given an answer at most. A request may narrow it (<see cref="RequestDirectives.Visibility"/>).
    /// </summary>
    /// <value>Default: <see cref="Visibility.Tenant"/>.</value>
    public Visibility Visibility { get; set; } = Visibility.Tenant;

    /// <summary>How many fields the context of a cached request has at most; with more a request bypasses the cache.</summary>
    /// <value>Not negative; default 16.</value>
    public int ContextFieldsMax { get; set; } = 16;

    /// <summary>
    /// The longest name or value of a context, and the longest name of a principal; with a longer one a request bypasses the
    /// cache.
    /// </summary>
    /// <value>UTF-16 characters, at least 1; default 1,024.</value>
    public int ContextCharsMax { get; set; } = 1_024;
}
