using System.Threading.Channels;

namespace Likewise;

/// <summary>Notes which entries were used. A hit costs a note; the order of leaving and the store learn of it later.</summary>
internal sealed class UseLog(int notesMax, CacheCounters counters)
{
    private readonly Channel<(Resident, bool)> _notes = Channel.CreateBounded<(Resident, bool)>(notesMax);

    /// <summary>Notes that wait.</summary>
    public int Count => _notes.Reader.Count;

    /// <param name="resident">The entry.</param>
    /// <param name="now">When.</param>
    /// <param name="isServed">Whether it answered; false where it would have, and stays as long as if it had.</param>
    public void Record(Resident resident, DateTimeOffset now, bool isServed)
    {
        resident.Touch(now, isServed);
        if (!_notes.Writer.TryWrite((resident, isServed)))
            counters.HitDropped();
    }

    /// <summary>Brings the table's order of last use up to date.</summary>
    public void Apply(EntryTable table)
    {
        // No more than were there at the start, so that steady use cannot keep the caller here.
        for (var left = _notes.Reader.Count; left > 0 && _notes.Reader.TryRead(out var note); left--)
            table.MarkUsed(note.Item1, note.Item2);
    }
}
