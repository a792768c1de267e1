namespace Likewise;

/// <summary>What the bound on wrong hits holds for, each apart.</summary>
public enum EvidenceGroup
{
    /// <summary>Each namespace (<see cref="PromptRequest.Namespace"/>).</summary>
    Namespace,

    /// <summary>Each tenant.</summary>
    Tenant,

    /// <summary>Each model.</summary>
    Model,

    /// <summary>The cache as a whole.</summary>
    Cache,
}
