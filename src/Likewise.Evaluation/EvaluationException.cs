namespace Likewise.Evaluation;

/// <summary>
/// A part of the cache failed while it was measured: the counts so far are not of its decisions, so there is no report.
/// </summary>
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
