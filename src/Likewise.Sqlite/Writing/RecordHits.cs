namespace Likewise.Sqlite;

/// <param name="hits">Not the caller's own memory: the caller may stop waiting and use that again.</param>
internal sealed class RecordHits(EntryHit[] hits) : WriteCommand
{
    protected override int Execute(EntryRowWriter writer) => hits.Count(writer.Record);
}
