namespace Likewise;

/// <summary>A document that an answer was made from.</summary>
/// <param name="Name">What names it: a path, an address, a key. 1 to 512 characters.</param>
/// <param name="Version">Which state of it: a revision, a hash, a date. Up to 128 characters; null where it has none.</param>
public sealed record EntrySource(string Name, string? Version = null);
