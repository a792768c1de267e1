namespace Likewise;

/// <summary>What a store copied of itself.</summary>
/// <param name="Entries">Entries in the copy, those that have ended and are not yet swept included.</param>
/// <param name="PayloadBytes">Their sealed payloads.</param>
/// <param name="Embedders">Identities that the store knows, as <see cref="EmbedderIdentity.ToString"/> writes them.</param>
public sealed record StoreCopy(long Entries, long PayloadBytes, IReadOnlyList<string> Embedders);
