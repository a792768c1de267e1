namespace Likewise.Sqlite;

internal sealed class RecordFeedback(EntryId id, EntryFeedback added) : WriteCommand
{
    /// <summary>What was said of the entry until now; null when it is not there. For when the command is answered.</summary>
    public EntryFeedback? Said { get; private set; }

    protected override int Execute(EntryRowWriter writer)
    {
        Said = writer.Record(id, added);
        return Said is null ? 0 : 1;
    }
}
