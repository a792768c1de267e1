using System.Runtime.CompilerServices;
using Likewise.Vectors.Binary;
using Likewise.Vectors.Forms;
using Likewise.Vectors.Graph;
using Likewise.Vectors.Storage;

namespace Likewise.Vectors;

/// <summary>
/// Finds the stored vectors closest to a query by going from neighbour to neighbour: a search looks at a few thousand of however
/// many there are.
/// </summary>
/// <remarks>
/// <para><b>How a search goes.</b> 1. The query gets a code of bits. 2. In a graph of several levels (HNSW: Malkov and Yashunin,
/// Efficient and robust approximate nearest neighbor search using hierarchical navigable small world graphs, 2018) it goes from
/// the nearest row by code to those that are linked with it, until the <see cref="GraphIndexOptions.SearchWidth"/> nearest found
/// lead to nothing nearer, or the best is so near that the others are out of its reach. 3. The
/// <see cref="GraphIndexOptions.SurvivorsMax"/> nearest are scored by their vectors. So a similarity is a cosine and never a
/// guess from bits, and a vector below the threshold is never reported.</para>
/// <para><b>What may be missed.</b> Anything, seldom: a walk that begins far away may not find the way. How seldom depends on the
/// vectors and on the options, and has to be measured.</para>
/// <para><b>Removal</b> is real: the row leaves every list of links, those that it was linked with are linked with each other,
/// and its place is used again. To replace a vector is to remove it and to add the other.</para>
/// <para><b>Threads.</b> What a new vector is to be linked with is found as a search finds it, by many threads at once; only the
/// linking is for one at a time.</para>
/// <para><b>Exactness.</b> That of the form in which vectors are kept: <see cref="VectorStorage"/>.</para>
/// <para><b>What a search sees.</b> As in <see cref="BinaryIndex"/>, of the rows that it comes to. Beside the index, each thread
/// that searches or adds keeps what it has seen: a bit for each row of the largest graph, and 8 bytes for each row of its
/// widest walk.</para>
/// </remarks>
public sealed partial class GraphIndex : VectorIndex
{
    private const int SurvivorsLimit = 1024; // They lie on the stack.

    private readonly SignEncoder _encoder;
    private readonly GraphVectors _vectors;
    private readonly GraphShape _shape;
    private readonly HammingBound _bound;
    private readonly Lock _writing = new();
    private readonly int _searchWidth;
    private readonly int _survivorsMax;
    private readonly VectorStorage _storage;
    private Levels _levels;
    private int _moves;

    /// <summary>An empty index.</summary>
    /// <param name="encoder">Writes the codes. Indexes may share one.</param>
    /// <param name="options">Copied.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public GraphIndex(SignEncoder encoder, GraphIndexOptions? options = null)
        : base((encoder ?? throw new ArgumentNullException(nameof(encoder))).Dimension)
    {
        options ??= new GraphIndexOptions();
        if (options.Links is < 4 or > 64)
            throw Refusal(options.Links, "Links is 4 to 64.");
        if (options.BuildWidth < options.Links || options.BuildWidth > 4096)
            throw Refusal(options.BuildWidth, "BuildWidth is Links to 4,096.");
        if (options.SearchWidth is < 1 or > 65_536)
            throw Refusal(options.SearchWidth, "SearchWidth is 1 to 65,536.");
        if (options.SurvivorsMax is < 1 or > SurvivorsLimit)
            throw Refusal(options.SurvivorsMax, $"SurvivorsMax is 1 to {SurvivorsLimit}.");

        _encoder = encoder;
        _vectors = GraphVectors.Create(options.Storage);
        _shape = new GraphShape(
            options.Links, options.BuildWidth, encoder.CodeWords, _vectors.RowBytes(Dimension), options.Seed);
        _bound = HammingBound.Of(encoder.CodeBits);
        (_searchWidth, _survivorsMax) = (options.SearchWidth, options.SurvivorsMax);
        _storage = options.Storage;
        _levels = new Levels(_shape);

        ArgumentOutOfRangeException Refusal(object value, string message) => new(nameof(options), value, message);
    }

    /// <inheritdoc/>
    public override int Count => Levels.Count;

    /// <inheritdoc/>
    public override long Bytes => Levels.Bytes;

    /// <inheritdoc/>
    [SkipLocalsInit]
    public override void Add(long key, ReadOnlySpan<float> vector)
    {
        var scale = ScaleOf(vector, nameof(vector));
        Span<ulong> code = stackalloc ulong[_encoder.CodeWords];
        _encoder.Encode(vector, code);
        Span<byte> row = stackalloc byte[_shape.VectorBytes];
        _vectors.Write(vector, scale, row);
        Add(key, code, row);
    }

    /// <inheritdoc/>
    public override bool Remove(long key)
    {
        lock (_writing)
        {
            if (!_levels.Remove(key))
                return false;

            if (!_levels.IsSparse)
                return true;

            Volatile.Write(ref _levels, _levels.Compact());
            Volatile.Write(ref _moves, _moves + 1);
            return true;
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

        Span<ulong> code = stackalloc ulong[_encoder.CodeWords];
        _encoder.Encode(query, code);
        var draft = GraphDraft.Mine;
        var wanted = Math.Min(destination.Length, _survivorsMax);
        if (Levels.Search(code, Math.Max(_searchWidth, wanted), wanted, draft) is not { } view)
            return 0;

        Span<ulong> found = stackalloc ulong[_survivorsMax];
        found = found[..draft.Frontier.Read(found)];
        scoped var nearest = new NearestList(destination, similarityMin);
        var scored = new ScoredQuery(query, scale, stackalloc sbyte[_storage == VectorStorage.Int8 ? Dimension : 0]);
        _vectors.Score(view, found, scored, _bound, ref nearest);
        return nearest.Count;
    }

    internal override int Slots => Levels.Ground?.View.Slots ?? 0;

    internal override int Moves => Volatile.Read(ref _moves);

    internal Levels Levels => Volatile.Read(ref _levels);

    private void Add(long key, ReadOnlySpan<ulong> code, ReadOnlySpan<byte> vector)
    {
        // 1. What to link it with is found as a reader finds it.
        var highest = _shape.LevelOf(key);
        var draft = GraphDraft.Mine;
        var levels = Levels;
        levels.Prepare(code, highest, draft);

        // 2. Only linking is for one at a time.
        lock (_writing)
        {
            if (levels != _levels)
                (levels = _levels).Prepare(code, highest, draft);
            levels.Remove(key);
            levels.Add(key, code, vector, highest, draft);
        }
    }

    internal override bool TryRead(int slot, Span<float> vector, out long key)
    {
        key = 0;
        return Levels.Ground?.View is { } view && slot < view.Slots && _vectors.TryRead(view, slot, vector, out key);
    }
}
