using System.Buffers;

namespace Likewise.Server;

/// <summary>Passes events on with a note at their end. Each is held until it is whole.</summary>
internal sealed class NotedEvents(IBufferWriter<byte> destination, BodyNote note) : IBufferWriter<byte>
{
    private readonly ArrayBufferWriter<byte> _part = new();

    public void Advance(int count)
    {
        _part.Advance(count);
        if (!_part.WrittenSpan.EndsWith("\n\n"u8))
            return;
        destination.Write(note.AddToLast(_part.WrittenMemory).Span);
        _part.ResetWrittenCount();
    }

    public Memory<byte> GetMemory(int sizeHint = 0) => _part.GetMemory(sizeHint);

    public Span<byte> GetSpan(int sizeHint = 0) => _part.GetSpan(sizeHint);
}
