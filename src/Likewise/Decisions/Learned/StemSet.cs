using System.Numerics;

namespace Likewise;

/// <summary>A small set of hashes, in memory that the caller lends: made and asked without allocating.</summary>
/// <remarks>Open addressing at half load or less; 0 marks an empty place, which no hash of a word is.</remarks>
internal readonly ref struct StemSet
{
    private readonly Span<uint> _places;

    /// <param name="places">As long as <see cref="PlacesFor"/> says.</param>
    public StemSet(Span<uint> places)
    {
        _places = places;
        _places.Clear();
    }

    /// <summary>How much memory a set of so many hashes wants.</summary>
    public static int PlacesFor(int count) => (int)BitOperations.RoundUpToPowerOf2((uint)(2 * count) + 2);

    public void Add(uint hash) => _places[PlaceOf(hash)] = hash;

    public bool Contains(uint hash) => _places[PlaceOf(hash)] == hash;

    /// <summary>Where a hash stands, or would.</summary>
    private int PlaceOf(uint hash)
    {
        var mask = _places.Length - 1;
        var place = (int)((hash * 0x9E3779B9u) >> 7) & mask;
        while (_places[place] != 0 && _places[place] != hash)
            place = (place + 1) & mask;
        return place;
    }
}
