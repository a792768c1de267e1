namespace Likewise;

/// <summary>What a word does to what stands after it.</summary>
internal enum NegationWord : byte
{
    /// <summary>Denies the next word that says something: not, never, without.</summary>
    Denies,

    /// <summary>Denies the next word if that is a deed, and weakens otherwise: avoid smoking, stop my dog barking.</summary>
    DeniesNext,

    /// <summary>Denies what the speaker would like: I cannot find it. Never in a table.</summary>
    Complains,

    /// <summary>Leaves open whether what it speaks of is wanted: control, overcome.</summary>
    Weakens,

    /// <summary>Only looks like a negation: not only, whether or not.</summary>
    Nothing,
}
