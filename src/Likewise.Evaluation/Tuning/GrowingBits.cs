namespace Likewise.Evaluation;

/// <summary>Bits by number, as many as are needed.</summary>
internal sealed class GrowingBits
{
    private ulong[] _words = new ulong[64];

    public bool this[long number] => number >> 6 < _words.Length && (_words[number >> 6] >> (int)(number & 63) & 1) != 0;

    public void Set(long number)
    {
        if (number >> 6 >= _words.Length)
            Array.Resize(ref _words, (int)Math.Max(2L * _words.Length, (number >> 6) + 1));
        _words[number >> 6] |= 1UL << (int)(number & 63);
    }
}
