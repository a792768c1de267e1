namespace Likewise;

/// <summary>What a comparer is asked.</summary>
/// <param name="Request">The request that was to be answered.</param>
/// <param name="Prompt">Its last user text.</param>
/// <param name="Entry">The entry that was served, or nearly was, with the prompt that it answered.</param>
/// <param name="Cached">The entry's answer.</param>
/// <param name="Fresh">The model's own answer to the request.</param>
public sealed record AnswerComparison(
    PromptRequest Request, string Prompt, EntrySummary Entry, RecordedResponse Cached, RecordedResponse Fresh);
