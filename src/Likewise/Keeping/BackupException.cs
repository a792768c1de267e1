namespace Likewise;

/// <summary>A backup was not made, or is not one that can be believed. What was there before is as it was.</summary>
public sealed class BackupException : IOException
{
    /// <summary>Says why.</summary>
    /// <param name="message">The reason in words, and what to do.</param>
    /// <param name="innerException">What was caught, if anything.</param>
    public BackupException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
