using Likewise.Evaluation;

namespace Likewise.Tests.Evaluation;

public class SeededOrderTests
{
    private static readonly int[] Sixteen = [.. Enumerable.Range(0, 16)];

    [Fact]
    public void Draws_are_those_of_the_published_generator()
    {
        // The first outputs of the authors' C code (splitmix64.c) begun with 1234567.
        ulong[] expected =
        [
            6457827717110365317, 3203168211198807973, 9817491932198370423, 4593380528125082431, 16408922859458223821,
        ];
        var state = 1234567UL;

        Assert.Equal(expected, expected.Select(_ => SeededOrder.Next(ref state)));
    }

    // Computed apart, with whole numbers of any size.
    [Theory]
    [InlineData(1, new[] { 6, 0, 15, 1, 3, 7, 14, 2, 4, 10, 8, 12, 5, 13, 11, 9 })]
    [InlineData(2, new[] { 0, 10, 1, 4, 13, 12, 5, 2, 6, 7, 14, 3, 15, 8, 11, 9 })]
    public void A_seed_means_the_same_order_for_ever(int seed, int[] expected) =>
        Assert.Equal(expected, SeededOrder.Shuffle(Sixteen, seed));

    [Fact]
    public void A_sample_is_the_beginning_of_the_order()
    {
        Assert.Equal([6, 0, 15], SeededOrder.Sample(Sixteen, 1, 3));
        Assert.Equal(SeededOrder.Shuffle(Sixteen, 1), SeededOrder.Sample(Sixteen, 1, 99));
        Assert.Equal(SeededOrder.Shuffle(Sixteen, 1), SeededOrder.Sample(Sixteen, 1, null));
        Assert.Throws<ArgumentOutOfRangeException>(() => SeededOrder.Sample(Sixteen, 1, 0));
    }

    [Fact]
    public void Every_order_of_three_comes_about_as_often()
    {
        var counts = Enumerable.Range(0, 6_000)
            .GroupBy(seed => string.Concat(SeededOrder.Shuffle(Sixteen[..3], seed)))
            .Select(order => order.Count());

        // 1,000 expected of each, standard deviation 29.
        Assert.Collection(counts, [.. Enumerable.Repeat<Action<int>>(count => Assert.InRange(count, 850, 1_150), 6)]);
    }
}
