namespace Likewise.Encoder;

/// <summary>A file to fetch from a hub.</summary>
/// <param name="Name">Its name in the repository, and inside the model's directory.</param>
/// <param name="IsOptional">Whether the model runs without it.</param>
/// <param name="Bytes">Its length; null where nothing is known.</param>
/// <param name="Sha256">Its digest; null where nothing is known.</param>
internal sealed record HubFile(string Name, bool IsOptional, long? Bytes, string? Sha256);
