namespace Likewise;

/// <summary>Vectors of one embedder met a place that holds another's. They are never compared.</summary>
public sealed class EmbedderMismatchException : Exception
{
    /// <summary>Names both sides.</summary>
    /// <param name="place">What refused, for people.</param>
    /// <param name="expected">The identity it holds.</param>
    /// <param name="actual">The identity it was given.</param>
    public EmbedderMismatchException(string place, EmbedderIdentity expected, EmbedderIdentity actual)
        : base($"{place} holds vectors of '{expected}', not of '{actual}'. Vectors of different embedders cannot be compared: "
            + "use the same embedder, or start with an empty cache.")
    {
        (Expected, Actual) = (expected, actual);
    }

    /// <summary>The identity that the place holds.</summary>
    public EmbedderIdentity Expected { get; }

    /// <summary>The identity that it was given.</summary>
    public EmbedderIdentity Actual { get; }
}
