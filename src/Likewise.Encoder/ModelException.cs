namespace Likewise.Encoder;

/// <summary>A model cannot be used: it is missing, broken, or of a kind that this encoder does not run.</summary>
/// <remarks>The message names the file, says what is wrong with it, and what to do.</remarks>
public sealed class ModelException : Exception
{
    /// <summary>Names the place and the fault.</summary>
    /// <param name="path">The file or directory.</param>
    /// <param name="fault">What is wrong and what to do, as a sentence.</param>
    /// <param name="innerException">What was thrown below, if anything.</param>
    public ModelException(string path, string fault, Exception? innerException = null)
        : base($"{path}: {fault}", innerException) => Path = path;

    /// <summary>The file or directory at fault.</summary>
    public string Path { get; }
}
