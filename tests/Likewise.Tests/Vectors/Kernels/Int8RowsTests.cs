using System.Runtime.Intrinsics.X86;
using Likewise.Vectors.Kernels;

namespace Likewise.Tests.Vectors.Kernels;

public sealed class Int8RowsTests
{
    [Fact]
    public void Every_instruction_set_gives_the_exact_products_at_every_length_offset_and_number_of_rows()
    {
        var random = new Random(1);
        for (var length = 1; length <= 257; length++)
        {
            var count = random.Next(11);
            var query = Values(random, length + 17).AsSpan(random.Next(17), length);
            var rows = Values(random, (length * count) + 17).AsSpan(random.Next(17), length * count);
            AssertAllAgree(query, rows, count);
        }
    }

    [Theory]
    [InlineData(127, 127)]
    [InlineData(-127, 127)]
    [InlineData(127, -127)]
    [InlineData(-127, -127)]
    public void Extremes_do_not_overflow(sbyte element, sbyte other)
    {
        // 65,536 is the greatest dimension of an index.
        foreach (var length in new[] { 31, 384, 65_536 })
        {
            AssertAllAgree(
                Enumerable.Repeat(element, length).ToArray(), Enumerable.Repeat(other, 5 * length).ToArray(), 5);
        }
    }

    private static void AssertAllAgree(ReadOnlySpan<sbyte> query, ReadOnlySpan<sbyte> rows, int count)
    {
        var expected = new int[count];
        for (var row = 0; row < count; row++)
        {
            for (var i = 0; i < query.Length; i++)
                expected[row] += query[i] * rows[(row * query.Length) + i];
        }

        var products = new int[count];
        Int8Rows.Products(query, rows, products);
        Assert.Equal(expected, products);
        AssertSame<Int8RowsScalar>(query, rows, expected);
        AssertSame<Int8Rows128>(query, rows, expected);
        if (Avx2.IsSupported)
            AssertSame<Int8Rows256>(query, rows, expected);
        if (AvxVnni.IsSupported)
            AssertSame<Int8RowsVnni>(query, rows, expected);
    }

    private static void AssertSame<TRows>(ReadOnlySpan<sbyte> query, ReadOnlySpan<sbyte> rows, int[] expected)
        where TRows : struct, IInt8Rows
    {
        var products = new int[expected.Length];
        Int8Rows.Products<TRows>(query, rows, products);
        Assert.Equal(expected, products);
    }

    private static sbyte[] Values(Random random, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => (sbyte)random.Next(-127, 128))];
}
