using System.Runtime.CompilerServices;
using Likewise.Vectors.Binary;
using Likewise.Vectors.Forms;

namespace Likewise.Vectors;

/// <summary>
/// Finds the stored vectors closest to a query by the bits of their codes, then scores the few that are near by the vectors
/// themselves: for thousands to millions of vectors and a threshold.
/// </summary>
/// <remarks>
/// <para><b>How a search goes.</b> 1. The query gets a code. 2. The first 128 bits of every row's code are compared with it; the
/// rest is read only where they leave a row in the race. 3. The <see cref="BinaryIndexOptions.SurvivorsMax"/> nearest by code are
/// kept. 4. They are scored by their vectors, nearest code first, until no code that is left could beat what was found. So a
/// similarity is a cosine and never a guess from bits, and a vector below the threshold is never reported.</para>
/// <para><b>What may be missed.</b> Steps 2 and 4 pass over a row when a vector as similar as asked would have a code so far away
/// with a probability of less than 1e-5: so a vector just at the threshold is lost to each of them at most that often over the
/// choice of seed, and one above it far less often. Step 3 loses a vector only when so many others are nearer by code. At 256
/// bits and a threshold of 0.8 a row stays in the race up to 81 bits, where an unrelated one differs in 128 ± 8. With a threshold
/// below <see cref="BinaryIndexOptions.AssuredSimilarity"/> the same holds of whatever is that similar; less similar ones are
/// looked at only while they are few, and what is reported of them is approximate.</para>
/// <para><b>Exactness.</b> Of float32 storage, the cosine to within rounding; of int8, that of two vectors that are each within
/// <see cref="Int8Quantizer.ErrorMax"/> of theirs, and 1 for a vector and itself.</para>
/// <para><b>Without vectors</b> (<see cref="VectorStorage.None"/>) a similarity is an estimate from the code, with a standard
/// deviation of some 0.04 at 256 bits and 0.85, and only what is <see cref="BinaryIndexOptions.Deviations"/> of them above the
/// threshold is reported. 47 bytes an entry.</para>
/// <para><b>What a search sees.</b> As in <see cref="FlatIndex"/>, of the rows that survive: a row that is written meanwhile may
/// be passed over; one that is removed is gone at once, and takes no survivor's place.</para>
/// </remarks>
public sealed partial class BinaryIndex : VectorIndex
{
    private const int SurvivorsLimit = 1024; // They lie on the stack.

    private readonly SignEncoder _encoder;
    private readonly BinaryRows _rows;
    private readonly BinaryLimits _limits;
    private readonly BinaryIndexOptions _options;

    /// <summary>An empty index.</summary>
    /// <param name="encoder">Writes the codes. Indexes may share one.</param>
    /// <param name="options">Copied.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public BinaryIndex(SignEncoder encoder, BinaryIndexOptions? options = null)
        : base((encoder ?? throw new ArgumentNullException(nameof(encoder))).Dimension)
    {
        _options = options?.Copy() ?? new BinaryIndexOptions();
        ThrowIfOutOfRange(_options);
        _encoder = encoder;
        _rows = BinaryRows.Create(_options.Storage, encoder);
        _limits = new BinaryLimits(_options, encoder.CodeBits);
    }

    /// <inheritdoc/>
    public override int Count => _rows.Table.Count;

    /// <inheritdoc/>
    public override long Bytes => _rows.Table.Bytes;

    /// <inheritdoc/>
    public override void Add(long key, ReadOnlySpan<float> vector) => _rows.Write(key, vector, ScaleOf(vector, nameof(vector)));

    /// <inheritdoc/>
    public override bool Remove(long key) => _rows.Table.Remove(key);

    /// <inheritdoc/>
    [SkipLocalsInit]
    public override int Search(ReadOnlySpan<float> query, float similarityMin, Span<Neighbor> destination)
    {
        ThrowIfNotNumber(similarityMin);
        var scale = ScaleOf(query, nameof(query));
        if (destination.IsEmpty || Count == 0)
            return 0;

        Span<ulong> code = stackalloc ulong[_encoder.CodeWords];
        _encoder.Encode(query, code);
        var scored = new ScoredQuery(query, scale, stackalloc sbyte[_options.Storage == VectorStorage.Int8 ? Dimension : 0]);
        return _rows.Search(scored, code, _limits, similarityMin, destination);
    }

    internal static void ThrowIfOutOfRange(BinaryIndexOptions options)
    {
        if (options.SurvivorsMax is < 1 or > SurvivorsLimit)
            throw Refusal(options.SurvivorsMax, $"SurvivorsMax is 1 to {SurvivorsLimit}.");
        if (options.LookedAtMax < 1)
            throw Refusal(options.LookedAtMax, "LookedAtMax is at least 1.");
        if (!(options.AssuredSimilarity is >= -1 and <= 1))
            throw Refusal(options.AssuredSimilarity, "AssuredSimilarity is -1 to 1.");
        if (!(options.Deviations >= 0))
            throw Refusal(options.Deviations, "Deviations is at least 0.");
        if (!Enum.IsDefined(options.Storage) || options.Storage == VectorStorage.Product)
            throw Refusal(options.Storage, "There is no such storage.");

        static ArgumentOutOfRangeException Refusal(object value, string message) => new(nameof(options), value, message);
    }

    internal override int Slots => _rows.Table.Slots;

    internal override int Moves => _rows.Table.Moves;

    internal override bool TryRead(int slot, Span<float> vector, out long key) => _rows.TryRead(slot, vector, out key);
}
