namespace Likewise;

/// <summary>A piece of a text, in UTF-16 characters; empty where there is nothing to point at.</summary>
internal readonly record struct TextSpan(int Start, int Length)
{
    public bool IsEmpty => Length == 0;

    public ReadOnlySpan<char> Of(string text) => text.AsSpan(Start, Length);
}
