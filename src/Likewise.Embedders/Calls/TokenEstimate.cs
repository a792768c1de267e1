using System.Text;

namespace Likewise.Embedders;

/// <summary>Reckons tokens without the model's tokenizer.</summary>
internal static class TokenEstimate
{
    /// <summary>
    /// English has four bytes a token with OpenAI's cl100k_base, Chinese about three bytes a character and a token: three
    /// counts the one a third too high and the other about right.
    /// </summary>
    private const int BytesPerToken = 3;

    /// <summary>How many tokens a text is about, at least 1.</summary>
    public static int Of(string text) => Math.Max(1, Encoding.UTF8.GetByteCount(text) / BytesPerToken);

    /// <summary>How many tokens texts are about, together.</summary>
    public static int Of(ReadOnlySpan<string> texts)
    {
        long tokens = 0;
        foreach (var text in texts)
            tokens += Of(text);
        return (int)Math.Min(tokens, int.MaxValue);
    }
}
