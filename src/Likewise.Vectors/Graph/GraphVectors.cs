using Likewise.Vectors.Binary;
using Likewise.Vectors.Forms;
using Likewise.Vectors.Storage;

namespace Likewise.Vectors.Graph;

/// <summary>The vectors of a graph's rows, in the form that it was asked for.</summary>
internal abstract class GraphVectors
{
    public static GraphVectors Create(VectorStorage storage) => storage switch
    {
        VectorStorage.Int8 => new GraphVectors<Int8Form>(),
        VectorStorage.Float16 => new GraphVectors<Float16Form>(),
        VectorStorage.Float32 => new GraphVectors<Float32Form>(),
        VectorStorage.None => throw new ArgumentOutOfRangeException(
            nameof(storage), storage, "A graph is walked by codes, but what is found is scored by vectors: they are kept."),
        _ => throw new ArgumentOutOfRangeException(nameof(storage), storage, "There is no such storage."),
    };

    public abstract int RowBytes(int dimension);

    /// <summary>Writes a vector times a scale, which makes its length 1.</summary>
    public abstract void Write(ReadOnlySpan<float> vector, float scale, Span<byte> row);

    /// <summary>Offers rows to a list, nearest by code first, until no code that is left could beat what was found.</summary>
    public abstract void Score(
        LayerView view, scoped ReadOnlySpan<ulong> found, scoped in ScoredQuery query, HammingBound bound,
        scoped ref NearestList nearest);

    public abstract bool TryRead(LayerView view, int slot, Span<float> vector, out long key);
}
