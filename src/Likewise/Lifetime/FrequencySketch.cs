using System.Numerics;

namespace Likewise;

/// <summary>
/// Estimates how often each of very many things was seen lately, in eight bytes for each: a Count-Min sketch of 4-bit counters
/// (Cormode and Muthukrishnan, 2005) with conservative update (Estan and Varghese, 2002), which halves all counters once it has
/// seen twenty times as many things as it has room for, so that fame fades. Not thread-safe.
/// </summary>
/// <remarks>
/// <para>An estimate is never below the true count since the last halving, as far as four bits can say, and above it only where
/// all four places are shared with others.</para>
/// <para>A thing's four places are in one block of 64 bytes, two words for each (Putze, Sanders and Singler, "Cache-, Hash- and
/// Space-Efficient Bloom Filters", 2007): asking costs one or two cache lines. Nothing branches on what is there: a branch would
/// wait for memory, and so a processor goes on to what comes next.</para>
/// </remarks>
internal sealed class FrequencySketch
{
    /// <summary>What a counter of four bits can say.</summary>
    public const int CountMax = 15;

    private const int WordsPerBlock = 8, SeenPerThing = 20;

    /// <summary>Halved at a time, so that nobody waits for all: 4 KiB.</summary>
    private const int WordsPerStep = 512;

    /// <summary>
    /// One for each thing that is to be told apart: sixteen counters. With four, things asked for once look like more too often
    /// (0051).
    /// </summary>
    private ulong[] _words = new ulong[2 * WordsPerBlock];
    private int _shift = 63, _halvings, _halved;
    private long _seen;

    /// <summary>How many things can be told apart.</summary>
    public int Capacity => _words.Length;

    /// <summary>Makes room for as many things. What was counted stays as it was: each block becomes two.</summary>
    public void MakeRoom(int things)
    {
        while (Capacity < things)
        {
            FadeWholly();
            var words = new ulong[2 * _words.Length];
            for (var at = 0; at < _words.Length; at += WordsPerBlock)
            {
                _words.AsSpan(at, WordsPerBlock).CopyTo(words.AsSpan(2 * at));
                _words.AsSpan(at, WordsPerBlock).CopyTo(words.AsSpan((2 * at) + WordsPerBlock));
            }

            _words = words;
            _shift--;
        }
    }

    /// <summary>How often a thing was seen lately, 0 to <see cref="CountMax"/>.</summary>
    /// <param name="hash">The thing's, uniform.</param>
    public int Estimate(ulong hash)
    {
        var block = BlockOf(hash, out var places);
        return (int)Least(
            CountAt(WordAt(block, 0, places), places),
            CountAt(WordAt(block, 1, places >> 8), places >> 8),
            CountAt(WordAt(block, 2, places >> 16), places >> 16),
            CountAt(WordAt(block, 3, places >> 24), places >> 24));
    }

    /// <summary>Sees a thing once more.</summary>
    /// <param name="hash">The thing's, uniform.</param>
    public void Increment(ulong hash)
    {
        if (_halved > 0)
            FadeSome();

        var block = BlockOf(hash, out var places);
        ref var first = ref WordAt(block, 0, places);
        ref var second = ref WordAt(block, 1, places >> 8);
        ref var third = ref WordAt(block, 2, places >> 16);
        ref var fourth = ref WordAt(block, 3, places >> 24);
        var (one, two) = (CountAt(first, places), CountAt(second, places >> 8));
        var (three, four) = (CountAt(third, places >> 16), CountAt(fourth, places >> 24));
        var least = Least(one, two, three, four);
        var more = (ulong)(least - CountMax) >> 63; // 1, or 0 where it cannot be said.

        // Conservative: only the places that hold the least are raised; the others count somebody else too.
        first += (more & IsSame(one, least)) << places;
        second += (more & IsSame(two, least)) << (places >> 8);
        third += (more & IsSame(three, least)) << (places >> 16);
        fourth += (more & IsSame(four, least)) << (places >> 24);

        _seen += (long)more;
        if (_seen >= (long)SeenPerThing * _words.Length)
            Fade(halvings: 1);
    }

    /// <summary>
    /// Sees a thing that was used before: as often as its uses have binary digits, so that four bits tell thousands from few.
    /// </summary>
    public void Begin(ulong hash, long uses)
    {
        for (var times = 64 - BitOperations.LeadingZeroCount((ulong)uses); times >= 0; times--)
            Increment(hash);
    }

    /// <summary>Halves all counters so often: some at once, the others while more is seen.</summary>
    public void Fade(int halvings)
    {
        FadeWholly();
        _halvings = halvings;
        _seen >>= halvings;
        FadeSome();
    }

    /// <summary>An odd multiplier spreads the hash: the highest bits choose a block, five bits a place of each row.</summary>
    private Span<ulong> BlockOf(ulong hash, out int places)
    {
        var spread = hash * 0x9E37_79B9_7F4A_7C15; // Knuth, vol. 3, 6.4.
        places = (int)(spread >> 6) & 0x7C7C_7C7C;
        return _words.AsSpan((int)(spread >> _shift) * WordsPerBlock, WordsPerBlock);
    }

    private static ref ulong WordAt(Span<ulong> block, int row, int place) => ref block[(2 * row) + (place >> 6 & 1)];

    /// <summary>A shift goes by the lowest six bits of the place.</summary>
    private static long CountAt(ulong word, int place) => (long)(word >> place) & CountMax;

    private static long Least(long one, long two, long three, long four) => Lesser(Lesser(one, two), Lesser(three, four));

    private static long Lesser(long one, long other) => other + ((one - other) & (one - other) >> 63);

    private static ulong IsSame(long one, long other) => (ulong)((one ^ other) - 1) >> 63;

    private void FadeWholly()
    {
        while (_halved > 0)
            FadeSome();
    }

    private void FadeSome()
    {
        var left = 0x1111_1111_1111_1111UL * (uint)(CountMax >> _halvings);
        var some = _words.AsSpan(_halved, Math.Min(WordsPerStep, _words.Length - _halved));
        foreach (ref var word in some)
            word = word >> _halvings & left;
        _halved = _halved + some.Length == _words.Length ? 0 : _halved + some.Length;
    }
}
