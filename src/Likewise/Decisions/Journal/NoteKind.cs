namespace Likewise;

/// <summary>What a note is of.</summary>
internal enum NoteKind
{
    Lookup,
    Stored,
    Removed,
    Outcome,
    Label,

    /// <summary>Nothing: whoever put it there wants to know when all before it is written.</summary>
    Flush,
}
