using System.Text;
using Likewise.Protocols;

namespace Likewise.Tests.Protocols.Streaming;

public class SseReaderTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("data: one\n\ndata: two\n\n", "one|two")]
    [InlineData("data: one\r\n\r\ndata: two\r\n\r\n", "one|two")]
    [InlineData("data: one\r\rdata: two\r\r", "one|two")]
    [InlineData("data:one\n\n", "one")]
    [InlineData("data:  one\n\n", " one")]
    [InlineData("data: a\ndata: b\n\n", "a\nb")]
    [InlineData("data\n\n", "")]
    [InlineData(": ping\n\ndata: one\n\n", "|one")]
    [InlineData("event: done\ndata: {}\nid: 7\n\n", "{}")]
    [InlineData("database: no\n\n", "")]
    [InlineData("data: one\n\ndata: [DONE]", "one|[DONE]")]
    [InlineData("", null)]
    public async Task Events_are_read_however_they_are_cut(string stream, string? data)
    {
        var bytes = Encoding.UTF8.GetBytes(stream);
        for (var piece = 1; piece <= Math.Max(1, bytes.Length); piece++)
        {
            var events = await ReadAsync(new PiecewiseStream(bytes, piece));

            var read = string.Join('|', events.Select(part => Encoding.UTF8.GetString(part.Data.Span)));
            Assert.Equal(data, events.Count == 0 ? null : read);
            Assert.Equal(bytes, events.SelectMany(part => part.Raw.ToArray()));
        }
    }

    [Fact]
    public async Task Names_are_read() =>
        Assert.Equal("message_start", Assert.Single(await ReadAsync("event: message_start\ndata: {}\n\n")).Name);

    [Fact]
    public async Task An_event_larger_than_is_read_is_refused() => await Assert.ThrowsAsync<ProtocolException>(
        () => ReadAsync(new MemoryStream(Encoding.UTF8.GetBytes("data: " + new string('x', 100_000))), eventBytesMax: 50_000));

    [Fact]
    public async Task What_was_written_by_chance_comes_out_byte_for_byte()
    {
        var random = new Random(5);
        for (var turn = 0; turn < 300; turn++)
        {
            var bytes = new byte[random.Next(1, 400)];
            for (var at = 0; at < bytes.Length; at++)
                bytes[at] = "\r\n: dat\n\r"u8[random.Next(9)];

            var events = await ReadAsync(new PiecewiseStream(bytes, random.Next(1, 20)));

            Assert.Equal(bytes, events.SelectMany(part => part.Raw.ToArray()));
        }
    }

    private static Task<List<SseEvent>> ReadAsync(string stream) => ReadAsync(new MemoryStream(Encoding.UTF8.GetBytes(stream)));

    private static async Task<List<SseEvent>> ReadAsync(Stream stream, int eventBytesMax = 1 << 20)
    {
        var events = new List<SseEvent>();
        await foreach (var part in SseReader.ReadAsync(stream, eventBytesMax, Token))
            events.Add(part);
        return events;
    }

    private sealed class PiecewiseStream(byte[] bytes, int piece) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(piece, buffer.Length)], cancellationToken);
    }
}
