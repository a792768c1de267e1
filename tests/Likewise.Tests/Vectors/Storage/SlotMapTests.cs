using Likewise.Vectors.Storage;

namespace Likewise.Tests.Vectors.Storage;

/// <summary>The map of keys, through the table that owns it: an oracle beside it, and every size that it grows through.</summary>
public sealed class SlotMapTests
{
    [Theory]
    [InlineData(50)]
    [InlineData(65)]
    [InlineData(1_500)]
    [InlineData(40_000)]
    public void Keys_lead_to_their_rows_through_additions_and_removals(int keys)
    {
        var random = new Random(keys);
        var table = new RowTable(new RowColumn(sizeof(long)));
        var expected = new Dictionary<long, long>();
        for (var step = 0; step < 4 * keys; step++)
        {
            var key = random.NextInt64(keys) * 0x1_0000_0001; // Low and high words alike.
            if (random.Next(3) == 0)
            {
                Assert.Equal(expected.Remove(key), table.Remove(key));
            }
            else
            {
                table.Write(key, new Value(step));
                expected[key] = step;
            }
        }

        Assert.Equal(expected.Count, table.Count);
        Assert.Equal(expected.OrderBy(pair => pair.Key), Live(table).OrderBy(pair => pair.Key));
        foreach (var key in expected.Keys)
            Assert.True(table.Remove(key));
        Assert.Equal(0, table.Count);
        Assert.Empty(Live(table));
    }

    [Fact]
    public void The_map_takes_about_five_bytes_a_key()
    {
        var table = new RowTable(new RowColumn(sizeof(long)));
        for (var key = 0; key < 102_400; key++)
            table.Write(key, new Value(key));

        var rows = 100 * new RowShape(RowTable.BlockRows, [new(sizeof(long))]).Bytes;
        Assert.InRange(table.Bytes - rows, 4.25 * 102_400, 4.65 * 102_400);
    }

    private static IEnumerable<KeyValuePair<long, long>> Live(RowTable table)
    {
        foreach (var block in table.Blocks.ToArray())
        {
            for (var row = 0; row < block.Rows; row++)
            {
                if (block.IsLive(row))
                    yield return KeyValuePair.Create(block.Key(row), block.Row<long>(0, row)[0]);
            }
        }
    }

    private readonly struct Value(long value) : IRow
    {
        public void Write(RowBlock block, int row) => block.Row<long>(0, row)[0] = value;
    }
}
