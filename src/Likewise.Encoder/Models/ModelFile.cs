namespace Likewise.Encoder;

/// <summary>A file that a known model consists of.</summary>
/// <param name="Name">Its name inside the model's directory, with forward slashes.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Sha256">Lower-case hex SHA-256 of its content.</param>
public sealed record ModelFile(string Name, long Bytes, string Sha256);
