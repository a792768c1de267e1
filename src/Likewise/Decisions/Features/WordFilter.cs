namespace Likewise;

/// <summary>
/// Tells of most words that a table has not got them, by their hashes: 4,096 bits, one for each word that it has.
/// </summary>
internal sealed class WordFilter
{
    private const int Bits = 4096;

    private readonly ulong[] _words = new ulong[Bits / 64];

    /// <summary>Adds a word as <see cref="Word.Hash"/> knows it; initials are hashed without their points.</summary>
    public void Add(string word)
    {
        Add(Letters.HashOf(word));
        if (word.Contains('.', StringComparison.Ordinal))
            Add(Letters.HashOf(word.Replace(".", "", StringComparison.Ordinal)));
    }

    /// <returns>False only where the word was never added.</returns>
    public bool MayHave(in Word word) => (_words[PlaceOf(word.Hash)] >> (int)word.Hash & 1) != 0;

    private void Add(uint hash) => _words[PlaceOf(hash)] |= 1UL << (int)hash;

    /// <summary>The lowest six bits are the place within a word of 64, which a shift reads.</summary>
    private static int PlaceOf(uint hash) => (int)(hash >> 6) & ((Bits / 64) - 1);
}
