namespace Likewise.Encoder;

/// <summary>A text that grows, in memory that stays.</summary>
internal sealed class TextBuffer
{
    private char[] _units = new char[64];

    /// <summary>How many units it has.</summary>
    public int Length { get; private set; }

    /// <summary>How many it has room for.</summary>
    public int Capacity => _units.Length;

    /// <summary>The text so far.</summary>
    public ReadOnlySpan<char> Text => _units.AsSpan(0, Length);

    public void Clear() => Length = 0;

    public void Append(char unit)
    {
        if (Length == _units.Length) Array.Resize(ref _units, 2 * Length);
        _units[Length++] = unit;
    }

    public void Append(ReadOnlySpan<char> text)
    {
        text.CopyTo(Reserve(text.Length));
        Length += text.Length;
    }

    /// <summary>Makes room for more units, which <see cref="Advance"/> then takes in.</summary>
    public Span<char> Reserve(int units)
    {
        if (_units.Length - Length < units) Array.Resize(ref _units, Math.Max(2 * _units.Length, Length + units));
        return _units.AsSpan(Length);
    }

    public void Advance(int units) => Length += units;

    /// <summary>Drops white space at the end.</summary>
    public void TrimEnd() => Length = Text.TrimEnd().Length;
}
