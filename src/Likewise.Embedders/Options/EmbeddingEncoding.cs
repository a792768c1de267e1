namespace Likewise.Embedders;

/// <summary>How a service is asked to write vectors.</summary>
public enum EmbeddingEncoding
{
    /// <summary>Base64 of little-endian float32: a third of the bytes, and exact.</summary>
    Base64,

    /// <summary>Arrays of numbers.</summary>
    Numbers,

    /// <summary>As the service likes; for services that refuse the field.</summary>
    Unstated,
}
