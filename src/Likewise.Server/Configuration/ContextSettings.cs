namespace Likewise.Server;

/// <summary>Where a request says who asks, and in what surroundings.</summary>
public sealed class ContextSettings
{
    /// <summary>What must match exactly although it is not in what the model is sent, each with where it stands.</summary>
    /// <value>Default: null, none. Each name once.</value>
    public IReadOnlyList<RequestField>? Fields { get; set; }

    /// <summary>Where it says who asks. Whoever may send requests may say so there: name what a gateway alone sets.</summary>
    /// <value>Default: null, the key or the token that it comes with says so.</value>
    public RequestField? Principal { get; set; }
}
