using Likewise.Vectors;
using Likewise.Vectors.Inverted;
using Likewise.Vectors.Storage;

namespace Likewise.Tests.Vectors.Inverted;

/// <summary>What holds of an inverted index between changes.</summary>
internal static class InvertedAssert
{
    /// <summary>Every live row is in exactly the list that its place names, and no list has any other entry.</summary>
    public static void IsWhole(InvertedIndex index) => IsWhole(index.State);

    /// <inheritdoc cref="IsWhole(InvertedIndex)"/>
    public static void IsWhole(InvertedState state)
    {
        var (table, cells, tail) = state;
        var seen = new HashSet<int>();
        IEnumerable<CodeList?> lists = [.. tail, .. cells?.Lists ?? []];
        foreach (var list in lists.OfType<CodeList>())
        {
            var entries = 0;
            for (var place = 0; place < list.Places; place++)
            {
                var slot = list.SlotAt(place);
                if (slot < 0)
                    continue;

                entries++;
                Assert.True(seen.Add(slot), $"Row {slot} is in two lists.");
                Assert.True(IsLive(table, slot), $"Row {slot} is dead, but in list {list.Number}.");
                Assert.Equal(list.Number, InvertedRows.PlaceOf(table, slot));
            }

            Assert.Equal(entries, list.Count);
        }

        Assert.Equal(table.Count, seen.Count);
        for (var slot = 0; slot < table.Slots; slot++)
            Assert.Equal(seen.Contains(slot), IsLive(table, slot));
    }

    private static bool IsLive(RowTable table, int slot) =>
        table.Blocks[slot / RowTable.BlockRows].IsLive(slot % RowTable.BlockRows);
}
