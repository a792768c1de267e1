namespace Likewise.Encoder;

/// <summary>One file, compared with what is known of it.</summary>
/// <param name="Name">Its name inside the model's directory.</param>
/// <param name="State">The outcome.</param>
/// <param name="Bytes">Its length; 0 where it is missing.</param>
/// <param name="Sha256">Lower-case hex of its digest; empty where it is missing.</param>
/// <param name="ExpectedSha256">What the digest should be; null where nothing is known.</param>
public sealed record FileVerification(string Name, FileState State, long Bytes, string Sha256, string? ExpectedSha256);
