using System.Threading.Channels;

namespace Likewise;

/// <summary>Notes which entries were used. A hit costs a note; the order of leaving and the store learn of it later.</summary>
internal sealed class UseLog(int notesMax, CacheCounters counters)
{
    private readonly Channel<Resident> _notes = Channel.CreateBounded<Resident>(notesMax);

    public void Record(Resident resident, DateTimeOffset now)
    {
        resident.Touch(now);
        if (!_notes.Writer.TryWrite(resident))
            counters.HitDropped();
    }

    /// <summary>Brings the table's order of last use up to date.</summary>
    public void Apply(EntryTable table)
    {
        // No more than were there at the start, so that steady use cannot keep the caller here.
        for (var left = _notes.Reader.Count; left > 0 && _notes.Reader.TryRead(out var resident); left--)
            table.MarkUsed(resident);
    }
}
