namespace Likewise;

/// <summary>What the facts of two texts say of each other.</summary>
internal enum FactAgreement
{
    /// <summary>One states what the other does not.</summary>
    Open,

    /// <summary>Both state the same, as far as rules can see.</summary>
    Agree,

    /// <summary>They contradict each other.</summary>
    Contradict,
}
