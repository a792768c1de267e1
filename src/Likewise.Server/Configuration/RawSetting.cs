namespace Likewise.Server;

/// <summary>A value as a layer gives it, not yet read.</summary>
/// <param name="Setting">The setting meant.</param>
/// <param name="Text">The value, not empty.</param>
/// <param name="Origin">Where it stands.</param>
internal readonly record struct RawSetting(Setting Setting, string Text, string Origin);
