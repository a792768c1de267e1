using System.Text;

namespace Likewise.Tests.Server;

/// <summary>Makes bodies that nobody would send out of bodies that people do.</summary>
internal sealed class BodyMutator(int seed)
{
    private static readonly string[] Fragments =
    [
        "null", "true", "-1", "1e999", "\"\"", "\"x\"", "[]", "{}", "[[[[]]]]", "{\"a\":{\"a\":1,\"a\":2}}", "\\u0000", "\\ud800",
        "\"\\u0000\"", "\"type\":\"text\"", "\"role\":7", ",,", "}", "]", "\u202e", "😀", "9223372036854775808", "0.1e-400",
        "\"stream\":true,", "\"n\":2,", "\"temperature\":\"hot\",", "\"content\":[{\"type\":\"text\"}],", "\"input\":null,",
    ];

    private readonly Random _random = new(seed);

    public byte[] Mutate(string body)
    {
        var bytes = Encoding.UTF8.GetBytes(body).ToList();
        for (var changes = _random.Next(1, 5); changes > 0 && bytes.Count > 0; changes--)
            Change(bytes);
        return [.. bytes];
    }

    private void Change(List<byte> bytes)
    {
        var at = _random.Next(bytes.Count);
        var length = Math.Min(_random.Next(1, 24), bytes.Count - at);
        switch (_random.Next(5))
        {
            case 0:
                bytes[at] = (byte)_random.Next(256);
                break;
            case 1:
                bytes.RemoveRange(at, length);
                break;
            case 2:
                bytes.InsertRange(at, bytes.GetRange(at, length));
                break;
            case 3:
                bytes.InsertRange(at, Encoding.UTF8.GetBytes(Fragments[_random.Next(Fragments.Length)]));
                break;
            default:
                ReplaceValue(bytes, at);
                break;
        }
    }

    /// <summary>What stands behind the next colon becomes something else.</summary>
    private void ReplaceValue(List<byte> bytes, int from)
    {
        var colon = bytes.IndexOf((byte)':', from);
        var end = colon < 0 ? -1 : bytes.FindIndex(colon, letter => letter is (byte)',' or (byte)'}' or (byte)']');
        if (end < 0)
            return;
        bytes.RemoveRange(colon + 1, end - colon - 1);
        bytes.InsertRange(colon + 1, Encoding.UTF8.GetBytes(Fragments[_random.Next(Fragments.Length)]));
    }
}
