namespace Likewise.Sqlite;

internal sealed class ForgetInvalidations(long upTo) : WriteCommand
{
    protected override int Execute(EntryRowWriter writer)
    {
        writer.Invalidations.Forget(upTo);
        return 0;
    }
}
