namespace Likewise.Sqlite;

internal sealed class ReplaceEntry(Entry entry) : WriteCommand
{
    protected override int Execute(EntryRowWriter writer) => writer.Replace(entry) ? 1 : 0;
}
