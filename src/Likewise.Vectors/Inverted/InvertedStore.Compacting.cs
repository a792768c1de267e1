using Likewise.Vectors.Storage;

namespace Likewise.Vectors.Inverted;

/// <summary>What becomes of rows and lists when most rows have gone.</summary>
internal sealed partial class InvertedStore
{
    /// <summary>Moves the live rows to a table of their own size, and everything else with them.</summary>
    private void Compact()
    {
        // 1. Rows.
        var (table, cells, tail) = _state;
        var fewer = _rows.NewTable();
        var slots = new int[table.Slots];
        for (var slot = 0; slot < slots.Length; slot++)
        {
            var (block, row) = (table.Blocks[slot / RowTable.BlockRows], slot % RowTable.BlockRows);
            if (block.IsLive(row))
                slots[slot] = fewer.Write(block.Key(row), new CopiedRow(block, row));
        }

        // 2. Lists, of the same numbers. Of one on its way to cells what has come there is left out, and the rest sets out again.
        var hasCells = cells is not null && table.Count >= _limits.CellsFrom / 2;
        var kept = hasCells ? new Cells(cells!.Centres) : null;
        for (var cell = 0; hasCells && cell < kept!.Lists.Length; cell++)
            kept.Lists[cell] = cells!.Lists[cell]?.Renamed(slots);
        var open = tail.Select(list => Remaining(list, table).Renamed(slots)).Where(list => list.Count > 0);
        _migration = null;

        // 3. Publish, and where there are cells no more, to the tail with their rows.
        Volatile.Write(ref _state, new InvertedState(fewer, kept, [.. open]));
        Volatile.Write(ref _moves, _moves + 1);
        _room = 0;
        if (cells is not null && !hasCells)
            Scatter(cells, slots);
        Recount();
    }

    private void Scatter(Cells cells, int[] slots)
    {
        Span<ulong> code = stackalloc ulong[_rows.Encoder.CodeWords];
        foreach (var list in cells.Lists)
        {
            for (var place = 0; place < (list?.Places ?? 0); place++)
            {
                var slot = list!.SlotAt(place);
                if (slot < 0)
                    continue;

                list.ReadCode(place, code);
                var added = PutInTail(code, slots[slot]);
                InvertedRows.PlaceOf(_state.Table, slots[slot]) = added.Number;
            }
        }
    }
}
