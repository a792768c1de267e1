using System.Buffers.Binary;
using System.Text;

namespace Likewise.Tests.Encoder.Tokens.Unigram;

/// <summary>Compiles a character map as SentencePiece does: a double array over UTF-8, the replacements behind it.</summary>
internal sealed class CharacterMapFile
{
    private readonly List<uint> _units = [0];
    private readonly HashSet<int> _taken = [0];
    private readonly HashSet<int> _starts = [];
    private readonly List<byte> _replacements = [];

    public static byte[] Of(IReadOnlyDictionary<string, string> map)
    {
        var file = new CharacterMapFile();
        var keys = map.Select(pair => (Key: Encoding.UTF8.GetBytes(pair.Key), pair.Value)).ToList();
        file.Place(0, keys, depth: 0);
        var bytes = new byte[4 + 4 * file._units.Count];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, (uint)(4 * file._units.Count));
        for (var i = 0; i < file._units.Count; i++)
            BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(4 + 4 * i), file._units[i]);
        return [.. bytes, .. file._replacements];
    }

    /// <summary>Finds a place for the children of a node where all are free, and goes down into each.</summary>
    private void Place(int node, List<(byte[] Key, string Value)> keys, int depth)
    {
        var ending = keys.Where(key => key.Key.Length == depth).ToList();
        var children = keys.Where(key => key.Key.Length > depth).GroupBy(key => key.Key[depth]).ToList();
        int[] labels = [.. children.Select(child => (int)child.Key), .. ending.Count > 0 ? new[] { 0 } : []];
        var start = 1;
        // No two nodes may start alike: each would find the other's children.
        while (_starts.Contains(start) || labels.Any(label => _taken.Contains(start ^ label)))
            start++;
        _starts.Add(start);
        foreach (var label in labels)
        {
            _taken.Add(start ^ label);
            while (_units.Count <= (start ^ label))
                _units.Add(0);
        }
        _units[node] |= (uint)(node ^ start) << 10 | (ending.Count > 0 ? 0x100u : 0);
        if (ending.Count > 0)
        {
            _units[start] = 0x80000000 | (uint)_replacements.Count;
            _replacements.AddRange(Encoding.UTF8.GetBytes(ending[0].Value + "\0"));
        }
        foreach (var child in children)
        {
            _units[start ^ child.Key] |= child.Key;
            Place(start ^ child.Key, [.. child], depth + 1);
        }
    }
}
