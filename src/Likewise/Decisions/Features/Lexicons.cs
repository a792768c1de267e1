namespace Likewise;

/// <summary>The tables of one concept in every language, each read when it is first needed.</summary>
/// <param name="concept">The file's name without its ending: <c>numbers</c>.</param>
/// <param name="parse">Reads a meaning; it is empty where the line has none.</param>
internal sealed class Lexicons<T>(string concept, Func<string, T> parse)
{
    private static readonly string[] Codes = ["en", "en", "de", "fr", "es", "pt", "it"];

    private readonly Lexicon<T>?[] _tables = new Lexicon<T>?[Codes.Length];

    /// <summary>The table of a language; English where it is not known.</summary>
    public Lexicon<T> this[Language language] =>
        _tables[(int)language] ??= Lexicon<T>.Load($"{Codes[(int)language]}/{concept}", parse);
}
