namespace Likewise.Sqlite;

/// <param name="ids">Not the caller's own memory: the caller may stop waiting and use that again.</param>
internal sealed class RemoveEntries(EntryId[] ids) : WriteCommand
{
    protected override int Execute(EntryRowWriter writer) => ids.Count(writer.Remove);
}
