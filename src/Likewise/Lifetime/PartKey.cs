namespace Likewise;

/// <summary>Which entries have one limit in common.</summary>
/// <param name="Namespace">
/// Whose; null for all the rest, or for namespaces of the same limits that found no room of their own.
/// </param>
/// <param name="EntriesMax">How many entries; null: as many as the cache holds.</param>
/// <param name="PayloadBytesMax">How many bytes of sealed payload; null: as many as the cache holds.</param>
internal readonly record struct PartKey(string? Namespace, int? EntriesMax, long? PayloadBytesMax);
