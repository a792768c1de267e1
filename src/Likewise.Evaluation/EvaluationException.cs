namespace Likewise.Evaluation;

/// <summary>What was to be measured could not be: the message says what is wrong and what to do about it.</summary>
public sealed class EvaluationException : Exception
{
    /// <summary>Without a word.</summary>
    public EvaluationException()
    {
    }

    /// <summary>With what is wrong, for people.</summary>
    public EvaluationException(string message)
        : base(message)
    {
    }

    /// <summary>With what is wrong, for people, and what showed it.</summary>
    public EvaluationException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
