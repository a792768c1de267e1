using System.Numerics;

namespace Likewise;

/// <summary>
/// Estimates how often each of very many things was seen lately, in eight bytes for each: a Count-Min sketch of 4-bit counters
/// (Cormode and Muthukrishnan, 2005) with conservative update (Estan and Varghese, 2002), which halves all counters once it has
/// seen ten times as many things as it has room for, so that fame fades. Not thread-safe.
/// </summary>
/// <remarks>
/// <para>An estimate is never below the true count since the last halving, as far as four bits can say, and above it only where
/// all four places are shared with others.</para>
/// <para>A thing's four places are in one block of 64 bytes, two words for each (Putze, Sanders and Singler, "Cache-, Hash- and
/// Space-Efficient Bloom Filters", 2007): asking costs one or two cache lines.</para>
/// </remarks>
internal sealed class FrequencySketch
{
    /// <summary>What a counter of four bits can say.</summary>
    public const int CountMax = 15;

    private const int Rows = 4, WordsPerBlock = 2 * Rows, SeenPerThing = 10;
    private const ulong HighestBitsGone = 0x7777_7777_7777_7777;

    /// <summary>
    /// One for each thing that is to be told apart: sixteen counters. With four, things asked for once look like more too often
    /// (0051).
    /// </summary>
    private ulong[] _words = new ulong[WordsPerBlock];
    private long _seen;

    /// <summary>How many things can be told apart.</summary>
    public int Capacity => _words.Length;

    /// <summary>Makes room for as many things. What was counted stays as it was: each block becomes two.</summary>
    public void MakeRoom(int things)
    {
        while (Capacity < things)
        {
            var words = new ulong[2 * _words.Length];
            for (var at = 0; at < _words.Length; at += WordsPerBlock)
            {
                _words.AsSpan(at, WordsPerBlock).CopyTo(words.AsSpan(2 * at));
                _words.AsSpan(at, WordsPerBlock).CopyTo(words.AsSpan((2 * at) + WordsPerBlock));
            }

            _words = words;
        }
    }

    /// <summary>How often a thing was seen lately, 0 to <see cref="CountMax"/>.</summary>
    /// <param name="hash">The thing's, uniform.</param>
    public int Estimate(ulong hash)
    {
        var block = Locate(hash, out var places);
        var least = CountMax;
        for (var row = 0; row < Rows; row++, places >>= 8)
            least = Math.Min(least, (int)(block[(2 * row) + (int)(places & 1)] >> ShiftOf(places)) & CountMax);
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
        var block = Locate(hash, out var places);
        for (var row = 0; row < Rows; row++, places >>= 8)
        {
            ref var word = ref block[(2 * row) + (int)(places & 1)];
            if (((int)(word >> ShiftOf(places)) & CountMax) == least)
                word += 1UL << ShiftOf(places);
        }

        if (++_seen >= (long)SeenPerThing * Capacity)
            Halve();
    }

    /// <summary>
    /// Sees a thing that was used before: as often as its uses have binary digits, so that four bits tell thousands from few.
    /// </summary>
    public void Begin(ulong hash, long uses)
    {
        for (var times = 64 - BitOperations.LeadingZeroCount((ulong)uses); times >= 0; times--)
            Increment(hash);
    }

    private static int ShiftOf(uint places) => (int)(places & 0x1E) << 1;

    /// <summary>
    /// Odd multipliers spread the hash, high bits taken (Knuth, vol. 3, 6.4): by one for the block, by another for the places, a
    /// byte for each row.
    /// </summary>
    private Span<ulong> Locate(ulong hash, out uint places)
    {
        places = (uint)(hash * 0xD6E8_FEB8_6659_FD93 >> 32);
        var blocks = (ulong)(_words.Length / WordsPerBlock);
        var block = (int)Math.BigMul(hash * 0x9E37_79B9_7F4A_7C15, blocks, out _);
        return _words.AsSpan(block * WordsPerBlock, WordsPerBlock);
    }

    private void Halve()
    {
        for (var word = 0; word < _words.Length; word++)
            _words[word] = _words[word] >> 1 & HighestBitsGone;
        _seen /= 2;
    }
}
