using System.Diagnostics.CodeAnalysis;

namespace Likewise.Server;

/// <summary>How values of a type are written.</summary>
/// <param name="Name">The kind in the documentation.</param>
/// <param name="Expected">What a fault says was expected, with examples.</param>
/// <param name="TryParse">Reads a text that is not empty.</param>
/// <param name="Format">Writes what <paramref name="TryParse"/> reads.</param>
internal sealed record SettingKind<T>(string Name, string Expected, SettingParser<T> TryParse, Func<T, string> Format);

internal delegate bool SettingParser<T>(string text, [MaybeNullWhen(false)] out T value);
