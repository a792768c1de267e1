namespace Likewise.Server;

/// <summary>What is told of metrics and traces, and to whom.</summary>
public sealed class MetricsSettings
{
    /// <summary>Whether there is a <c>/metrics</c> for Prometheus.</summary>
    /// <value>Default: true.</value>
    public bool Enabled { get; set; } = true;

    /// <summary>
    /// Whether <c>/metrics</c> needs no key. Who reads it learns names of namespaces and models, and how much is asked.
    /// </summary>
    /// <value>Default: false, it needs a key of no tenant with the role to observe.</value>
    public bool Open { get; set; }
}
