using Likewise.Cli;
using Likewise.Vectors;

namespace Likewise.Tests.Cli.Bench;

public sealed class RecallTallyTests : IDisposable
{
    private readonly VectorFiles _files = new();
    private readonly VectorFile _vectors;

    public RecallTallyTests() => _vectors = VectorFile.Open(_files.File("base.f32"), VectorFiles.Dimension);

    public void Dispose()
    {
        _vectors.Dispose();
        _files.Dispose();
    }

    [Fact]
    public void What_was_missed_is_counted_where_it_belongs()
    {
        var truth = _files.Truth;
        var found = truth.Select(row => (Neighbor?)new Neighbor(row, 0.5f)).ToArray();
        found[0] = new Neighbor((truth[0] + 1) % VectorFiles.Rows, 0.5f); // A query near a row: above 0.8.
        found[1] = null; // A query near nothing.
        found[3] = new Neighbor(truth[3], 0.85f); // Another, whose similarity is exaggerated.

        var tally = RecallTally.Of(PlanOf(truth, similarityMin: -1), found);

        Assert.Equal(38 / 40.0, tally.Share);
        Assert.Equal((tally.Above80 - 1.0) / tally.Above80, tally.ShareAbove80);
        Assert.Equal(1.0 / (40 - tally.Above80), tally.WrongShareAbove80);
    }

    [Fact]
    public void To_find_nothing_is_right_where_nothing_is_close_enough()
    {
        var tally = RecallTally.Of(PlanOf(_files.Truth, similarityMin: 0.8f), new Neighbor?[VectorFiles.Queries]);

        Assert.Equal(0, tally.ShareAbove80);
        Assert.Equal((40.0 - tally.Above80) / 40, tally.Share);
    }

    [Fact]
    public void The_same_vector_under_another_number_counts_as_found()
    {
        _files.Write("base.f32", _files.Base.Concat(_files.Base));
        using var doubled = VectorFile.Open(_files.File("base.f32"), VectorFiles.Dimension);
        var plan = PlanOf(_files.Truth, similarityMin: -1) with { Vectors = doubled, Count = 2 * VectorFiles.Rows };

        var tally = RecallTally.Of(
            plan, [.. _files.Truth.Select(row => (Neighbor?)new Neighbor(row + VectorFiles.Rows, 1))]);

        Assert.Equal(1, tally.Share);
    }

    private IndexBenchPlan PlanOf(int[] truth, float similarityMin) => new(
        _vectors, VectorFiles.Rows, [.. _files.Query.SelectMany(query => query)], truth, similarityMin, 0, null, TimeSpan.Zero);
}
