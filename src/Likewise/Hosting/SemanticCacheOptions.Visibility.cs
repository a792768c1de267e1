namespace Likewise;

public sealed partial class SemanticCacheOptions
{
    /// <summary>
    /// Who may be given an answer at most. A request may narrow it (<see cref="RequestDirectives.Visibility"/>).
    /// </summary>
    /// <value>Default: <see cref="Visibility.Tenant"/>.</value>
    public Visibility Visibility { get; set; } = Visibility.Tenant;

    /// <summary>
    /// How many principals must have got an answer of the model before it is given to one who has not. Whoever did is given it in
    /// any case; a request without a principal is given what is confirmed alone.
    /// </summary>
    /// <value>1 to <see cref="PrincipalSet.CountMax"/>; default 1: one is enough, and need not be known.</value>
    public int ConfirmationsMin { get; set; } = 1;

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
