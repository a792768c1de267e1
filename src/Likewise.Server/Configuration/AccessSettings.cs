namespace Likewise.Server;

/// <summary>Who may ask. Where neither a key nor tokens are configured, everybody on this machine and nobody else.</summary>
public sealed class AccessSettings
{
    /// <summary>One key with every role, for a server that needs no more.</summary>
    /// <value>At least 20 characters; default: null, none.</value>
    public string? Key { get; set; }

    /// <summary>The file of the keys that <c>likewise key create</c> makes.</summary>
    /// <value>Relative to the working directory; default <c>./likewise-data/keys.json</c>. It need not exist.</value>
    public string KeysFile { get; set; } = "./likewise-data/keys.json";

    /// <summary>Whether the server may listen beyond this machine, and under any name, without keys.</summary>
    /// <value>Default: false.</value>
    public bool Anonymous { get; set; }

    /// <summary>Requests that one key may make in a minute; those of a key without its own limit.</summary>
    /// <value>At least 1; default: null, any number.</value>
    public int? RequestsPerMinute { get; set; }

    /// <summary>Requests that one key may have under way at once; those of a key without its own limit.</summary>
    /// <value>At least 1; default: null, any number.</value>
    public int? ConcurrencyMax { get; set; }
}
