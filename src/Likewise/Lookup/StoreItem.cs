namespace Likewise;

/// <summary>An answer to be stored with others.</summary>
/// <param name="Request">What it answers.</param>
/// <param name="Response">The answer. One that is cut short, filtered or empty is refused.</param>
/// <param name="Options">Wishes for the entry; null for none.</param>
public sealed record StoreItem(PromptRequest Request, RecordedResponse Response, EntryOptions? Options = null);
