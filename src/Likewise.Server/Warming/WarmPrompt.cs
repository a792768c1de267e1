namespace Likewise.Server;

/// <summary>A prompt that the model is to be asked about before anybody asks, or why it cannot be.</summary>
/// <param name="Request">What is to be asked; null where there is a fault.</param>
/// <param name="Fault">Why it cannot be asked; null where it can.</param>
/// <param name="Bytes">How far its source has been read, its own line included; 0 where it is no file.</param>
/// <param name="Line">Its number in its source, from 1.</param>
public sealed record WarmPrompt(PromptRequest? Request, string? Fault, long Bytes, int Line);
