namespace Likewise.Encoder;

/// <summary>How the vectors of a text's tokens become one.</summary>
public enum TokenPooling
{
    /// <summary>Their mean, special tokens included.</summary>
    Mean,

    /// <summary>The first token's alone.</summary>
    Cls,
}
