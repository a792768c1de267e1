namespace Likewise.Server;

/// <summary>Of a service that embeds.</summary>
public sealed partial class ModelSettings
{
    /// <summary>Where the service is; a bare host is asked at the path that is usual for its kind.</summary>
    /// <value>An http or https address; default: null, the kind's public address where it has one.</value>
    public string? Endpoint { get; set; }

    /// <summary>The model as the service calls it; for Azure OpenAI the deployment.</summary>
    /// <value>Default: null; a service needs it.</value>
    public string? Name { get; set; }

    /// <summary>The key that is sent with each request.</summary>
    /// <value>Default: null, none is sent.</value>
    public string? ApiKey { get; set; }

    /// <summary>The header that carries the key.</summary>
    /// <value>Default: null: <c>Authorization</c> as a bearer token, <c>api-key</c> for Azure OpenAI.</value>
    public string? KeyHeader { get; set; }

    /// <summary>Components of a vector.</summary>
    /// <value>1 to 65,536; default: null, asked of the service at start, which then must be there.</value>
    public int? Dimension { get; set; }

    /// <summary>Whether the service is asked to shorten its vectors to <see cref="Dimension"/>.</summary>
    /// <value>Default: false.</value>
    public bool Shorten { get; set; }

    /// <summary>Tells versions of a model apart that the service gives one name.</summary>
    /// <value>Default: null.</value>
    public string? Revision { get; set; }

    /// <summary>Further fields of each request, as a JSON object.</summary>
    /// <value>Default: null, none.</value>
    public string? Fields { get; set; }

    /// <summary>How long a batch may take in all, its retries included.</summary>
    /// <value>Default 2 seconds.</value>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Most texts of one request.</summary>
    /// <value>Default: null, what the kind of service takes.</value>
    public int? BatchMax { get; set; }

    /// <summary>How many requests are under way at once.</summary>
    /// <value>Default 8.</value>
    public int ConcurrencyMax { get; set; } = 8;

    /// <summary>How often a batch is sent again after 429, 408, 5xx or a broken connection.</summary>
    /// <value>Default 2.</value>
    public int RetriesMax { get; set; } = 2;

    /// <summary>A well-known tier whose rate limits are kept.</summary>
    /// <value>Default: null, none.</value>
    public string? Tier { get; set; }

    /// <summary>Requests per minute, in place of the tier's.</summary>
    /// <value>Default: null, the tier's, or no limit.</value>
    public int? RequestsPerMinute { get; set; }

    /// <summary>Tokens per minute, in place of the tier's.</summary>
    /// <value>Default: null, the tier's, or no limit.</value>
    public int? TokensPerMinute { get; set; }
}
