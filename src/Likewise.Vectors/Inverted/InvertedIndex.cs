using System.Runtime.CompilerServices;
using Likewise.Vectors.Forms;
using Likewise.Vectors.Inverted;

namespace Likewise.Vectors;

/// <summary>
/// Finds the stored vectors closest to a query in cells of vectors that lie near each other, looking at a few hundred of however
/// many there are: for hundreds of thousands of vectors and a threshold.
/// </summary>
/// <remarks>
/// <para><b>How a search goes.</b> 1. The query gets a code of bits. 2. The codes of the tail are compared with it: rows that
/// were added lately and are in no cell yet. 3. Cells are looked into, that of the nearest middle first, until none that is left
/// is likely to hold anything above the best found so far, or the threshold (<see cref="InvertedIndexOptions.Reach"/>). 4. What
/// is near by code is scored by its vector, nearest code first. So a similarity is a cosine and never a guess from bits, and a
/// vector below the threshold is never reported.</para>
/// <para><b>What may be missed.</b> What <see cref="BinaryIndex"/> may miss, and a vector in a cell that was not looked into: of
/// rewordings fewer than one in 200 (decision 0019).</para>
/// <para><b>Upkeep.</b> Up to <see cref="InvertedIndexOptions.CellsFrom"/> vectors there is only the tail. Then, in the
/// background, cells are found from a sample, and rows come to their cells a thousand at a time. When as many have come as there
/// were, cells are found anew, starting from those that there are, so that they follow what comes and goes. Searches and changes
/// go on meanwhile; a change waits for some 10 µs at most, but where three rows in four have gone: then the rest moves closer
/// together, under the lock.</para>
/// <para><b>Exactness.</b> That of the form in which vectors are kept: <see cref="VectorStorage"/>. Of <see
/// cref="VectorStorage.None"/> and <see cref="VectorStorage.Product"/> similarities are estimates, and only what is <see
/// cref="InvertedIndexOptions.Deviations"/> of their standard deviations above the threshold is reported.</para>
/// <para><b>What a search sees.</b> As in <see cref="FlatIndex"/>, of the rows that it comes to.</para>
/// </remarks>
public sealed partial class InvertedIndex : VectorIndex
{
    private const int Limit = 1024; // Survivors and cells lie on the stack.

    private readonly InvertedStore _store;
    private readonly InvertedLimits _limits;
    private readonly Upkeep _upkeep;
    private readonly VectorStorage _storage;

    /// <summary>An empty index.</summary>
    /// <param name="encoder">Writes the codes. Indexes may share one.</param>
    /// <param name="options">Copied.</param>
    /// <exception cref="ArgumentException">An option is out of its range, or a quantiser is missing.</exception>
    public InvertedIndex(SignEncoder encoder, InvertedIndexOptions? options = null)
        : base((encoder ?? throw new ArgumentNullException(nameof(encoder))).Dimension)
    {
        options ??= new InvertedIndexOptions();
        if (options.ProbesMax is < 1 or > Limit)
            throw Refusal(options.ProbesMax, $"ProbesMax is 1 to {Limit}.");
        if (options.SurvivorsMax is < 1 or > Limit)
            throw Refusal(options.SurvivorsMax, $"SurvivorsMax is 1 to {Limit}.");
        if (!(options.Reach >= 0))
            throw Refusal(options.Reach, "Reach is at least 0.");
        if (!(options.Deviations >= 0))
            throw Refusal(options.Deviations, "Deviations is at least 0.");
        if (options.CellsFrom < InvertedLimits.TailRows)
            throw Refusal(options.CellsFrom, $"CellsFrom is at least {InvertedLimits.TailRows}.");

        _limits = new InvertedLimits(options, encoder.CodeBits);
        _store = new InvertedStore(InvertedRows.Create(options, encoder), _limits);
        _upkeep = new Upkeep(_store, _limits);
        _storage = options.Storage;

        static ArgumentOutOfRangeException Refusal(object value, string message) => new(nameof(options), value, message);
    }

    /// <inheritdoc/>
    public override int Count => _store.State.Table.Count;

    /// <inheritdoc/>
    public override long Bytes => _store.Bytes + (_store.Rows.Codes?.Bytes ?? 0);

    /// <inheritdoc/>
    [SkipLocalsInit]
    public override void Add(long key, ReadOnlySpan<float> vector)
    {
        var scale = ScaleOf(vector, nameof(vector));
        Span<ulong> code = stackalloc ulong[Encoder.CodeWords];
        Encoder.Encode(vector, code);
        Span<byte> row = stackalloc byte[_store.Rows.VectorBytes];
        _store.Rows.WriteVector(vector, scale, row);
        Add(key, code, row);
    }

    /// <inheritdoc/>
    public override bool Remove(long key)
    {
        lock (_store.Writing)
        {
            var moves = _store.Moves;
            var isRemoved = _store.Remove(key);
            if (_store.Moves != moves)
                _upkeep.Start();
            return isRemoved;
        }
    }

    /// <inheritdoc/>
    [SkipLocalsInit]
    public override int Search(ReadOnlySpan<float> query, float similarityMin, Span<Neighbor> destination)
    {
        ThrowIfNotNumber(similarityMin);
        var scale = ScaleOf(query, nameof(query));
        if (destination.IsEmpty)
            return 0;

        Span<ulong> code = stackalloc ulong[Encoder.CodeWords];
        Encoder.Encode(query, code);
        var scored = new ScoredQuery(query, scale, stackalloc sbyte[Dimension]);
        return _store.Rows.Search(_store.State, scored, code, _limits, similarityMin, destination);
    }

    internal override int Slots => _store.State.Table.Slots;

    internal override int Moves => _store.Moves;

    internal override Task Settled
    {
        get
        {
            lock (_store.Writing)
                return _upkeep.Settled;
        }
    }

    internal InvertedState State => _store.State;

    private void Add(long key, ReadOnlySpan<ulong> code, ReadOnlySpan<byte> vector)
    {
        lock (_store.Writing)
        {
            if (_store.Write(key, code, vector))
                _upkeep.Start();
        }
    }

    internal override bool TryRead(int slot, Span<float> vector, out long key) =>
        _store.Rows.TryRead(_store.State.Table, slot, vector, out key, out _);
}
