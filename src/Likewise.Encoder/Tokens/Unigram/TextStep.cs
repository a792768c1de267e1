namespace Likewise.Encoder;

/// <summary>
/// One step of normalising a text before it is cut. Given a part of the text at a time.
/// </summary>
internal abstract class TextStep
{
    /// <summary>Appends what becomes of a part.</summary>
    /// <param name="text">The part, without halves of pairs.</param>
    /// <param name="destination">Receives the result.</param>
    /// <param name="part">Where in the text it stands.</param>
    public abstract void Apply(ReadOnlySpan<char> text, TextBuffer destination, TextPart part);
}

/// <summary>Where in a text a part of it stands.</summary>
/// <param name="IsFirst">Whether nothing stands before it.</param>
/// <param name="IsLast">Whether nothing stands behind it.</param>
internal readonly record struct TextPart(bool IsFirst, bool IsLast);
