using System.Numerics;

namespace Likewise;

/// <summary>
/// Estimates how often each of very many things was seen lately, in half a byte for each of four places: a Count-Min sketch of
/// 4-bit counters (Cormode and Muthukrishnan, 2005) with conservative update (Estan and Varghese, 2002), which halves all
/// counters once it has seen ten times as many things as it has room for, so that fame fades. Not thread-safe.
/// </summary>
/// <remarks>
/// An estimate is never below the true count since the last halving, as far as four bits can say, and above it only where all
/// four places are shared with others.
/// </remarks>
internal sealed class FrequencySketch
{
    /// <summary>What a counter of four bits can say.</summary>
    public const int CountMax = 15;

    private const int Rows = 4, SeenPerPlace = 10;
    private const ulong HighestBitsGone = 0x7777_7777_7777_7777;

    private readonly ulong[] _words;
    private readonly int _shift;
    private readonly long _halveAt;
    private long _seen;

    /// <param name="capacity">How many things are to be told apart, at least 1.</param>
    public FrequencySketch(int capacity)
    {
        // Sixteen counters to a word, four of them for each thing that is to be told apart.
        var words = Math.Max(2, (int)BitOperations.RoundUpToPowerOf2((uint)capacity) * Rows / 16);
        _words = new ulong[words];
        _shift = 64 - BitOperations.Log2((uint)words) - 4; // Of a spread hash, the leading bits name a counter.
        _halveAt = (long)SeenPerPlace * capacity;
    }

    /// <summary>How often a thing was seen lately, 0 to <see cref="CountMax"/>.</summary>
    /// <param name="hash">The thing's, uniform.</param>
    public int Estimate(ulong hash)
    {
        var least = CountMax;
        for (var row = 0; row < Rows; row++)
            least = Math.Min(least, Read(Place(hash, row)));
        return least;
    }

    /// <summary>Sees a thing once more.</summary>
    /// <param name="hash">The thing's, uniform.</param>
    public void Increment(ulong hash)
    {
        var least = Estimate(hash);
        if (least == CountMax)
            return;

        // Conservative: only the places that hold the least are raised; the others count somebody else too.
        for (var row = 0; row < Rows; row++)
        {
            var place = Place(hash, row);
            if (Read(place) == least)
                _words[place >> 4] += 1UL << ((place & 15) << 2);
        }

        if (++_seen >= _halveAt)
            Halve();
    }

    private int Read(int place) => (int)(_words[place >> 4] >> ((place & 15) << 2)) & CountMax;

    /// <summary>An odd multiplier for each row, high bits taken: multiplicative hashing (Knuth, vol. 3, 6.4).</summary>
    private int Place(ulong hash, int row) => (int)(BitOperations.RotateLeft(hash, 13 * row) * 0x9E37_79B9_7F4A_7C15 >> _shift);

    private void Halve()
    {
        for (var word = 0; word < _words.Length; word++)
            _words[word] = _words[word] >> 1 & HighestBitsGone;
        _seen /= 2;
    }
}
