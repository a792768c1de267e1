namespace Likewise;

/// <summary>A piece of an answer as it comes, in no protocol's terms. Closed: the kinds are those below.</summary>
public abstract record ResponseDelta
{
    private protected ResponseDelta()
    {
    }
}
