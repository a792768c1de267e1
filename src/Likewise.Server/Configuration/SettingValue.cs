namespace Likewise.Server;

/// <summary>A setting in force, for people.</summary>
/// <param name="Key">Its key: <c>upstream.baseUrl</c>.</param>
/// <param name="Value">Its value as it would be written; null where it is not set. A secret is masked.</param>
/// <param name="Origin">
/// Where it comes from: <c>default</c>, <c>likewise.yaml:3</c>, the environment variable's name, or <c>flag</c>.
/// </param>
/// <param name="IsSecret">Whether the value is masked.</param>
public sealed record SettingValue(string Key, string? Value, string Origin, bool IsSecret);
