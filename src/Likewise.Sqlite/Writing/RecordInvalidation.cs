namespace Likewise.Sqlite;

internal sealed class RecordInvalidation(Invalidation invalidation) : WriteCommand
{
    protected override int Execute(EntryRowWriter writer)
    {
        writer.Invalidations.Write(invalidation);
        return 0;
    }
}
