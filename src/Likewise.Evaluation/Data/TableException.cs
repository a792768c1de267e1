namespace Likewise.Evaluation;

/// <summary>A table that cannot be read, or is not what was expected: the message names it and says what is wrong.</summary>
public sealed class TableException : Exception
{
    /// <summary>Without a word.</summary>
    public TableException()
    {
    }

    /// <summary>With what is wrong, for people.</summary>
    public TableException(string message)
        : base(message)
    {
    }

    /// <summary>With what is wrong, for people, and what showed it.</summary>
    public TableException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
