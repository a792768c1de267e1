using System.Globalization;
using System.Text;

namespace Likewise.Encoder;

/// <summary>One of Unicode's four forms. What white space parts, no form joins.</summary>
internal sealed class FormStep(NormalizationForm form) : TextStep
{
    // The most units that one becomes, U+FDFA in the compatibility forms.
    private const int MostUnits = 18;

    /// <inheritdoc/>
    public override void Apply(ReadOnlySpan<char> text, TextBuffer destination, TextPart part)
    {
        // .NET refuses U+FFFE, a noncharacter that is its own form and composes with nothing.
        for (var at = text.IndexOf('\uFFFE'); at >= 0; at = text.IndexOf('\uFFFE'))
        {
            Append(text[..at], destination);
            destination.Append('\uFFFE');
            text = text[(at + 1)..];
        }
        Append(text, destination);
    }

    private void Append(ReadOnlySpan<char> text, TextBuffer destination)
    {
        // Few texts grow at all, so the most that they could is asked for last.
        for (var room = text.Length + MostUnits; ; room *= 2)
        {
            if (!text.TryNormalize(destination.Reserve(room), out var units, form)) continue;
            destination.Advance(units);
            return;
        }
    }
}

/// <summary>Lower case, character by character.</summary>
internal sealed class LowerCaseStep : TextStep
{
    /// <inheritdoc/>
    public override void Apply(ReadOnlySpan<char> text, TextBuffer destination, TextPart part)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            // The one character whose lower case is two; .NET leaves it as it is.
            if (rune.Value == 0x130) destination.Append("i\u0307");
            else destination.Advance(Rune.ToLowerInvariant(rune).EncodeToUtf16(destination.Reserve(2)));
        }
    }
}

/// <summary>Drops nonspacing marks; where accents are to go, a decomposing form comes before.</summary>
internal sealed class StripAccentsStep : TextStep
{
    /// <inheritdoc/>
    public override void Apply(ReadOnlySpan<char> text, TextBuffer destination, TextPart part)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) != UnicodeCategory.NonSpacingMark)
                destination.Advance(rune.EncodeToUtf16(destination.Reserve(2)));
        }
    }
}

/// <summary>Drops white space at the ends of the whole text.</summary>
internal sealed class StripStep(bool left, bool right) : TextStep
{
    /// <inheritdoc/>
    public override void Apply(ReadOnlySpan<char> text, TextBuffer destination, TextPart part)
    {
        if (left && part.IsFirst) text = text.TrimStart();
        if (right && part.IsLast) text = text.TrimEnd();
        destination.Append(text);
    }
}

/// <summary>Replaces a text wherever it stands.</summary>
internal sealed class ReplaceStep(string pattern, string content) : TextStep
{
    /// <inheritdoc/>
    public override void Apply(ReadOnlySpan<char> text, TextBuffer destination, TextPart part)
    {
        for (var at = text.IndexOf(pattern); at >= 0; at = text.IndexOf(pattern))
        {
            destination.Append(text[..at]);
            destination.Append(content);
            text = text[(at + pattern.Length)..];
        }
        destination.Append(text);
    }
}

/// <summary>Replaces each run of two spaces or more: the one regular expression that such files have, <c> {2,}</c>.</summary>
internal sealed class ReplaceSpacesStep(string content) : TextStep
{
    /// <inheritdoc/>
    public override void Apply(ReadOnlySpan<char> text, TextBuffer destination, TextPart part)
    {
        while (text.Length > 0)
        {
            var spaces = text.IndexOfAnyExcept(' ') is var other && other < 0 ? text.Length : other;
            if (spaces > 1)
                destination.Append(content);
            else
                destination.Append(text[..Math.Max(1, spaces)]);
            text = text[Math.Max(1, spaces)..];
        }
    }
}
