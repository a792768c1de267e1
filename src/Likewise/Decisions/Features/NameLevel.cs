namespace Likewise;

/// <summary>How sure it is that a word is a name.</summary>
internal enum NameLevel : byte
{
    /// <summary>A common word with a capital where none was needed.</summary>
    Capital,

    /// <summary>A word that is not common, without a capital to tell.</summary>
    Rare,

    /// <summary>Known as a name, quoted, all in capitals, or rare and with a capital.</summary>
    Sure,
}
