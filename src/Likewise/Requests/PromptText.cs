using System.Text;

namespace Likewise;

/// <summary>What of a prompt's text counts as its words.</summary>
internal static class PromptText
{
    /// <summary>Composed Unicode without space around it: what two keyboards may do differently to the same words.</summary>
    /// <exception cref="ArgumentException">The text has half a surrogate pair.</exception>
    public static string Canonical(string text)
    {
        var composed = text.IsNormalized(NormalizationForm.FormC) ? text : text.Normalize(NormalizationForm.FormC);
        return composed.Trim();
    }
}
