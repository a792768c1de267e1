namespace Likewise.Server;

/// <summary>Settings and where each of them comes from.</summary>
/// <param name="Settings">The settings in force.</param>
/// <param name="Values">Every setting there is, in the order of the documentation.</param>
public sealed record LoadedSettings(LikewiseSettings Settings, IReadOnlyList<SettingValue> Values);
