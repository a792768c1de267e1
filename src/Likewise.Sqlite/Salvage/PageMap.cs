using System.Buffers.Binary;
using System.Text;

namespace Likewise.Sqlite;

/// <summary>
/// Which pages of a damaged database hold rows that are still there: those that the tables lead to, and, where the way to them is
/// broken, those that nothing leads to any more. A page that was given free holds the rows it had, removed ones: it is told
/// apart by the list of free pages, and where that is damaged too, by nothing.
/// </summary>
internal sealed class PageMap
{
    private const int FreeListAt = 32;

    private readonly PageFile _file;
    private readonly HashSet<long> _seen = [];

    private PageMap(PageFile file) => _file = file;

    /// <summary>Leaf pages that the tables lead to, each with its table's name.</summary>
    public List<(long Page, string Table)> Reached { get; } = [];

    /// <summary>Leaf pages that nothing leads to, which are in no list of free pages either.</summary>
    public List<long> Lost { get; } = [];

    /// <summary>Whether some way from a table to its rows is broken; otherwise nothing is lost.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>Whether the list of free pages can be believed.</summary>
    public bool KnowsFree { get; private set; }

    public static PageMap Of(PageFile file)
    {
        var map = new PageMap(file);
        var roots = map.FindRoots();
        map.Reached.Clear(); // Those were of the schema.
        map.IsBroken |= roots.Count == 0;
        foreach (var (root, table) in roots)
            map.Follow(root, table);
        var free = map.ReadFreeList();
        map.KnowsFree = free is not null;
        if (map.IsBroken)
            map.FindLost(free ?? []);
        return map;
    }

    private List<(long Root, string Table)> FindRoots()
    {
        Follow(1, "");
        List<(long, string)> roots = [];
        foreach (var row in Reached.SelectMany(leaf => TablePage.Of(_file.Read(leaf.Page), leaf.Page)!.Value.Rows(_file)))
        {
            if (row.Values is [{ Bytes: var type }, { Bytes: var name }, _, { Number: > 1 and var root }, ..]
                && type.AsSpan().SequenceEqual("table"u8))
                roots.Add((root, Encoding.UTF8.GetString(name)));
        }

        return roots;
    }

    /// <summary>Goes down a tree. Not by recursion: a damaged tree may be as deep as it likes.</summary>
    private void Follow(long root, string table)
    {
        var open = new Stack<long>([root]);
        while (open.TryPop(out var number))
        {
            if (!_seen.Add(number) || TablePage.Of(_file.Read(number), number) is not { } page)
                IsBroken = true;
            else if (page.IsLeaf)
                Reached.Add((number, table));
            else
                page.Children().ForEach(open.Push);
        }
    }

    /// <returns>Null where the list is not as long as it says, or leads outside or in a circle.</returns>
    private HashSet<long>? ReadFreeList()
    {
        if (_file.Read(1) is not { } first || !first.AsSpan().StartsWith("SQLite format 3\0"u8))
            return null;
        var (trunk, count) = (
            BinaryPrimitives.ReadUInt32BigEndian(first.AsSpan(FreeListAt)),
            BinaryPrimitives.ReadUInt32BigEndian(first.AsSpan(FreeListAt + 4)));
        HashSet<long> free = [];
        while (trunk != 0)
        {
            if (_seen.Contains(trunk) || !free.Add(trunk) || _file.Read(trunk) is not { } page)
                return null;
            var leaves = BinaryPrimitives.ReadUInt32BigEndian(page.AsSpan(4));
            if (leaves > (page.Length - 8) / 4)
                return null;
            for (var leaf = 0; leaf < leaves; leaf++)
            {
                if (!free.Add(BinaryPrimitives.ReadUInt32BigEndian(page.AsSpan(8 + (4 * leaf)))))
                    return null;
            }

            trunk = BinaryPrimitives.ReadUInt32BigEndian(page);
        }

        return free.Count == count ? free : null;
    }

    private void FindLost(HashSet<long> free)
    {
        for (long number = 2; number <= _file.Pages; number++)
        {
            if (!_seen.Contains(number) && !free.Contains(number)
                && TablePage.Of(_file.Read(number), number) is { IsLeaf: true })
                Lost.Add(number);
        }
    }
}
