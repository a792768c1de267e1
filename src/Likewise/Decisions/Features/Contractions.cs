using System.Diagnostics.CodeAnalysis;

namespace Likewise;

/// <summary>English contractions, opened: what is written as one word and means two.</summary>
internal static class Contractions
{
    /// <summary>Every word that one is opened into; <see cref="Word.Opened"/> is an index. The first stands for none.</summary>
    private static readonly List<string> Forms = [""];

    private static readonly Lexicon<byte[]> Whole = Lexicon<byte[]>.Load("en/contractions", Parse);
    private static readonly Lexicon<byte[]> Endings = Lexicon<byte[]>.Load("en/endings", Parse);

    public static ReadOnlySpan<char> TextOf(byte form) => Forms[form];

    /// <summary>A word that stands for others as a whole: <c>won't</c>, <c>dont</c>.</summary>
    public static bool TryOpen(ReadOnlySpan<char> word, [MaybeNullWhen(false)] out byte[] forms) =>
        Whole.TryFind(word, out forms);

    /// <summary>An ending that stands for a word: the 've of we've.</summary>
    public static bool TryOpenEnding(ReadOnlySpan<char> ending, [MaybeNullWhen(false)] out byte[] forms) =>
        Endings.TryFind(ending, out forms);

    private static byte[] Parse(string meaning) => [.. meaning.Split(' ').Select(IndexOf)];

    private static byte IndexOf(string form)
    {
        if (!Forms.Contains(form))
            Forms.Add(form);
        return checked((byte)Forms.IndexOf(form));
    }
}
