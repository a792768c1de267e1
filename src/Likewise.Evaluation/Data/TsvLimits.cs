namespace Likewise.Evaluation;

/// <summary>How much of a file is read before it is refused.</summary>
public sealed record TsvLimits
{
    /// <summary>The limits when nobody says otherwise.</summary>
    public static TsvLimits Default { get; } = new();

    /// <summary>The longest line.</summary>
    /// <value>UTF-16 characters, at least 1; default 1,048,576.</value>
    public int LineCharsMax { get; init; } = 1 << 20;

    /// <summary>The most rows, the header not counted.</summary>
    /// <value>At least 1; default 5,000,000.</value>
    public int RowsMax { get; init; } = 5_000_000;
}
