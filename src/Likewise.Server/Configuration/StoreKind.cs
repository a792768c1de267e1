namespace Likewise.Server;

/// <summary>What keeps entries.</summary>
public enum StoreKind
{
    /// <summary>A file of this process; entries survive its end.</summary>
    Sqlite,

    /// <summary>This process's memory; entries end with it.</summary>
    Memory,
}
