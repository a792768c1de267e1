namespace Likewise.Encoder;

/// <summary>How far a pull is.</summary>
/// <param name="File">The file or package that is being fetched.</param>
/// <param name="Bytes">Bytes of it that are here, those of an earlier run included.</param>
/// <param name="TotalBytes">Its length; null where the other side has not said.</param>
public readonly record struct PullProgress(string File, long Bytes, long? TotalBytes);
