namespace Likewise.Encoder;

/// <summary>What became of options and of what a model's files say.</summary>
/// <param name="Identity">Who the encoder is.</param>
/// <param name="Pooling">How token vectors become one.</param>
/// <param name="Windows">How texts are read that do not fit; null where they are truncated.</param>
/// <param name="Threads">How many threads a call may have.</param>
internal sealed record SettledOptions(EmbedderIdentity Identity, TokenPooling Pooling, WindowPlan? Windows, int Threads);
