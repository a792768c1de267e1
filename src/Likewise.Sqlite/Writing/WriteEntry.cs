namespace Likewise.Sqlite;

internal sealed class WriteEntry(Entry entry) : WriteCommand
{
    protected override int Execute(EntryRowWriter writer)
    {
        writer.Write(entry);
        return 1;
    }
}
