namespace Likewise;

/// <summary>One record of a decision log.</summary>
public abstract record LoggedRecord
{
    private protected LoggedRecord()
    {
    }
}
