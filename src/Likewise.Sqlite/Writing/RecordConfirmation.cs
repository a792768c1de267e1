namespace Likewise.Sqlite;

internal sealed class RecordConfirmation(EntryId id, ulong principal) : WriteCommand
{
    /// <summary>Who stands behind it now; null when it is not there. For when the command is answered.</summary>
    public PrincipalSet? ConfirmedBy { get; private set; }

    protected override int Execute(EntryRowWriter writer)
    {
        ConfirmedBy = writer.Record(id, principal);
        return ConfirmedBy is null ? 0 : 1;
    }
}
