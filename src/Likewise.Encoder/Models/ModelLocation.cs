namespace Likewise.Encoder;

/// <summary>Where a model is.</summary>
/// <param name="Directory">The directory that holds its files.</param>
/// <param name="Origin">Why this directory: which of the places that are looked in it is, for people.</param>
public sealed record ModelLocation(string Directory, string Origin);
