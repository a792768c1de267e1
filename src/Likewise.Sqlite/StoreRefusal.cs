namespace Likewise.Sqlite;

/// <summary>Why a file was not opened.</summary>
public enum StoreRefusal
{
    /// <summary>It is not an SQLite database.</summary>
    NotADatabase,

    /// <summary>It is an SQLite database of something else.</summary>
    Foreign,

    /// <summary>A newer Likewise wrote it.</summary>
    Newer,

    /// <summary>It is damaged.</summary>
    Corrupt,

    /// <summary>Another process, or this one, has it open.</summary>
    InUse,

    /// <summary>The place does not let a store be kept there: no permission, no file locks, no room.</summary>
    Unusable,

    /// <summary>There is a store already where one was to be restored.</summary>
    Occupied,
}
