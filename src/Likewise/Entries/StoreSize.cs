namespace Likewise;

/// <summary>How much a store keeps.</summary>
/// <param name="Entries">Entries, expired ones that are not yet swept included.</param>
/// <param name="PayloadBytes">Their sealed payloads.</param>
/// <param name="StoredBytes">What all of it takes where it is kept, a file or memory, indexes included.</param>
public readonly record struct StoreSize(long Entries, long PayloadBytes, long StoredBytes);
