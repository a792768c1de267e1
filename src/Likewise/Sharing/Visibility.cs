namespace Likewise;

/// <summary>Who may be given an answer. Ordered: a later value allows more.</summary>
public enum Visibility
{
    /// <summary>Only who got it of the model (<see cref="PromptRequest.Principal"/>).</summary>
    Private,

    /// <summary>Everybody of the tenant.</summary>
    Tenant,

    /// <summary>Everybody, of whatever tenant. It is its tenant's all the same, who may take it away.</summary>
    Public,
}
