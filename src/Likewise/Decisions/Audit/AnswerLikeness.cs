namespace Likewise;

/// <summary>How like two answers are: as a whole, and sentence by sentence.</summary>
internal sealed class AnswerLikeness
{
    private const int Wholes = 2;

    private readonly float[] _vectors;
    private readonly int _dimension;

    /// <param name="vectors">The two wholes, then the sentences of the one, then those of the other. Unit vectors.</param>
    /// <param name="dimension">Length of each.</param>
    /// <param name="one">The sentences of the one answer.</param>
    /// <param name="other">Those of the other.</param>
    public AnswerLikeness(float[] vectors, int dimension, IReadOnlyList<string> one, IReadOnlyList<string> other)
    {
        (_vectors, _dimension, One, Other) = (vectors, dimension, one, other);
        OfWhole = EntrySelector.Cosine(Row(0), Row(1));
    }

    public IReadOnlyList<string> One { get; }

    public IReadOnlyList<string> Other { get; }

    public double OfWhole { get; }

    /// <summary>How like its mate the sentence is, of either answer, that has the least like one.</summary>
    public double LeastOfMates => Math.Min(
        Enumerable.Range(0, One.Count).Min(at => Enumerable.Range(0, Other.Count).Max(mate => SimilarityOf(at, mate))),
        Enumerable.Range(0, Other.Count).Min(mate => Enumerable.Range(0, One.Count).Max(at => SimilarityOf(at, mate))));

    /// <summary>Each sentence of the one answer with that of the other which is most like it.</summary>
    public IEnumerable<(string One, string Other)> Mates => One.Select((sentence, at) =>
        (sentence, Other[Enumerable.Range(0, Other.Count).MaxBy(mate => SimilarityOf(at, mate))]));

    private double SimilarityOf(int at, int mate) => EntrySelector.Cosine(Row(Wholes + at), Row(Wholes + One.Count + mate));

    private ReadOnlySpan<float> Row(int row) => _vectors.AsSpan(row * _dimension, _dimension);
}
