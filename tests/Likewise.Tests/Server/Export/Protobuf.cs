using System.Text;

namespace Likewise.Tests.Server.Export;

/// <summary>Reads protobuf without knowing the messages: fields of a number, whatever they hold.</summary>
internal static class Protobuf
{
    private const int LengthDelimited = 2;

    /// <summary>The texts at the end of a path of field numbers.</summary>
    public static IEnumerable<string> Texts(byte[] message, params int[] path) =>
        Fields(message, path).Select(Encoding.UTF8.GetString);

    /// <summary>What is at the end of a path of field numbers.</summary>
    public static IEnumerable<byte[]> Fields(byte[] message, params int[] path) => path.Length == 0
        ? [message]
        : Fields(message).Where(field => field.Number == path[0]).SelectMany(field => Fields(field.Value, path[1..]));

    private static IEnumerable<(int Number, byte[] Value)> Fields(byte[] message)
    {
        for (var at = 0; at < message.Length;)
        {
            var tag = ReadNumber(message, ref at);
            var (number, kind) = ((int)(tag >> 3), (int)(tag & 7));
            var length = kind switch
            {
                LengthDelimited => (int)ReadNumber(message, ref at),
                1 => sizeof(ulong),
                5 => sizeof(uint),
                0 => 0,
                _ => throw new InvalidDataException($"Field {number} is of kind {kind}."),
            };
            if (kind == 0)
                ReadNumber(message, ref at);
            yield return (number, message[at..(at + length)]);
            at += length;
        }
    }

    private static ulong ReadNumber(byte[] message, ref int at)
    {
        var value = 0UL;
        for (var shift = 0; ; shift += 7)
        {
            var part = message[at++];
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80)
                return value;
        }
    }
}
