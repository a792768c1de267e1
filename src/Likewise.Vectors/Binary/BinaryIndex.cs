using Likewise.Vectors.Binary;
using Likewise.Vectors.Kernels;
using Likewise.Vectors.Storage;

namespace Likewise.Vectors;

/// <summary>
/// Finds the stored vectors closest to a query by the bits of their codes, then scores the few that are near by the vectors
/// themselves: for thousands to millions of vectors and a threshold.
/// </summary>
/// <remarks>
/// <para><b>How a search goes.</b> 1. The query gets a code. 2. Every row's code is compared with it, the front half first; the
/// back half is read only where the front leaves a row in the race. 3. The <see cref="BinaryIndexOptions.SurvivorsMax"/> nearest
/// by code are kept. 4. They are scored by their vectors, nearest code first, until no code that is left could beat what was
/// found. So a similarity is a cosine and never a guess from bits, and a vector below the threshold is never reported.</para>
/// <para><b>What may be missed.</b> Steps 2 and 4 pass over a row when a vector as similar as asked would have a code so far away
/// with a probability of less than 1e-5: so a vector just at the threshold is lost to each of them at most that often over the
/// choice of seed, and one above it far less often. Step 3 loses a vector only when so many others are nearer by code. At 256
/// bits and a threshold of 0.8 a row stays in the race up to 90 bits, where an unrelated one differs in 128 ± 8. Without a
/// threshold the search ranks by code alone before it scores, and what it reports beyond the very closest is approximate.</para>
/// <para><b>Exactness.</b> Of float32 storage, the cosine to within rounding; of int8, that of two vectors that are each within
/// <see cref="Int8Quantizer.ErrorMax"/> of theirs, and 1 for a vector and itself.</para>
/// <para><b>What a search sees.</b> As in <see cref="FlatIndex"/>, of the rows that survive: a row that is written meanwhile may
/// be passed over; one that is removed is gone at once, and takes no survivor's place.</para>
/// </remarks>
public sealed class BinaryIndex : VectorIndex
{
    private const int DimensionMax = 16_384; // The query's bytes lie on the stack.
    private const int SurvivorsLimit = 1024; // So do the survivors.

    private readonly SignEncoder _encoder;
    private readonly BlockTable<BinaryBlock> _table;
    private readonly int _survivorsMax;
    private readonly bool _keepsBytes;

    /// <summary>An empty index.</summary>
    /// <param name="encoder">Writes the codes. Indexes may share one. At most 16,384 dimensions.</param>
    /// <param name="options">Copied.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option, or the dimension, is out of its range.</exception>
    public BinaryIndex(SignEncoder encoder, BinaryIndexOptions? options = null)
        : base((encoder ?? throw new ArgumentNullException(nameof(encoder))).Dimension)
    {
        options ??= new BinaryIndexOptions();
        var (storage, survivorsMax) = (options.Storage, options.SurvivorsMax);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(encoder.Dimension, DimensionMax);
        if (survivorsMax is < 1 or > SurvivorsLimit)
            throw new ArgumentOutOfRangeException(nameof(options), survivorsMax, $"SurvivorsMax is 1 to {SurvivorsLimit}.");
        if (!Enum.IsDefined(storage))
            throw new ArgumentOutOfRangeException(nameof(options), storage, "There is no such storage.");

        _encoder = encoder;
        _survivorsMax = survivorsMax;
        _keepsBytes = storage == VectorStorage.Int8;
        _table = new(rows => new BinaryBlock(rows, encoder, storage), BinaryBlock.RowBytes(encoder, storage));
    }

    /// <inheritdoc/>
    public override int Count => _table.Count;

    /// <inheritdoc/>
    /// <remarks>The encoder, which indexes share, is not counted.</remarks>
    public override long Bytes => _table.Bytes;

    /// <inheritdoc/>
    public override void Add(long key, ReadOnlySpan<float> vector) =>
        _table.Write(key, vector, ScaleOf(vector, nameof(vector)));

    /// <inheritdoc/>
    public override bool Remove(long key) => _table.Remove(key);

    /// <inheritdoc/>
    public override int Search(ReadOnlySpan<float> query, float similarityMin, Span<Neighbor> destination)
    {
        ThrowIfNotNumber(similarityMin);
        var scale = ScaleOf(query, nameof(query));
        var blocks = _table.Blocks;
        if (destination.IsEmpty || blocks.IsEmpty)
            return 0;

        // 1. Encode.
        Span<ulong> code = stackalloc ulong[_encoder.CodeWords];
        Span<ulong> spread = stackalloc ulong[_encoder.CodeWords * Hamming.Lanes];
        _encoder.Encode(query, code);
        Hamming.Spread(code, spread);

        // 2. and 3. Scan.
        var bits = _encoder.CodeBits;
        var survivors = new SurvivorHeap(
            stackalloc ulong[_survivorsMax],
            HammingBound.DistanceMax(bits / 2, similarityMin),
            HammingBound.DistanceMax(bits, similarityMin));
        for (var i = 0; i < blocks.Length; i++)
            blocks[i].Scan(spread, i * BlockTable<BinaryBlock>.BlockRows, ref survivors);


        // 4. Score.
        var rows = survivors.Sort();
        scoped var nearest = new NearestList(destination, similarityMin);
        if (!rows.IsEmpty)
            Score(rows, blocks, new ScoredQuery(query, scale, stackalloc sbyte[_keepsBytes ? Dimension : 0]), ref nearest);
        return nearest.Count;
    }

    private void Score(
        ReadOnlySpan<ulong> rows, ReadOnlySpan<BinaryBlock> blocks, in ScoredQuery query, ref NearestList nearest)
    {
        var (floor, distanceMax) = (nearest.Floor, _encoder.CodeBits);
        foreach (var row in rows)
        {
            if (nearest.Floor > floor)
                (floor, distanceMax) = (nearest.Floor, HammingBound.DistanceMax(_encoder.CodeBits, nearest.Floor));
            if (SurvivorHeap.DistanceOf(row) > distanceMax)
                return;

            var slot = SurvivorHeap.SlotOf(row);
            blocks[slot / BlockTable<BinaryBlock>.BlockRows].Score(slot % BlockTable<BinaryBlock>.BlockRows, query, ref nearest);
        }
    }
}
