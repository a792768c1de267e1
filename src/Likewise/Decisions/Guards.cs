namespace Likewise;

/// <summary>The rules that may reject a close prompt, to be switched on or off; each by its own name in lower case.</summary>
[Flags]
public enum Guards
{
    /// <summary>None: likeness alone decides.</summary>
    None = 0,

    /// <summary>Numbers, with their units and currencies.</summary>
    Numbers = 1 << 0,

    /// <summary>Dates, weekdays, times, days counted from today.</summary>
    Dates = 1 << 1,

    /// <summary>Names of people, places, products.</summary>
    Names = 1 << 2,

    /// <summary>Identifiers, flags, paths, addresses, versions.</summary>
    Code = 1 << 3,

    /// <summary>The language that the prompt is written in.</summary>
    Language = 1 << 4,

    /// <summary>What the answer is to look like.</summary>
    Format = 1 << 5,

    /// <summary>What one prompt denies and the other does not.</summary>
    Negation = 1 << 8,

    /// <summary>Opposites: buy and sell, enable and disable, with and without.</summary>
    Polarity = 1 << 9,

    /// <summary>All or none, first or last, at least or at most.</summary>
    Quantity = 1 << 10,

    /// <summary>From and to, before and after, one rather than the other.</summary>
    Direction = 1 << 11,

    /// <summary>Who does what to whom.</summary>
    Roles = 1 << 12,

    /// <summary>Who, when, why, how many, or whether at all.</summary>
    Question = 1 << 13,

    /// <summary>Is, was, used to be; can, should, must.</summary>
    Modality = 1 << 14,

    /// <summary>What only one prompt restricts: a nurse, a good nurse.</summary>
    Restriction = 1 << 15,

    /// <summary>Another of the same class: a nurse and a baker, an arm and a leg.</summary>
    Classes = 1 << 16,

    /// <summary>What is to be done, and every detail of it.</summary>
    Action = 1 << 17,

    /// <summary>Every guard there is.</summary>
    All = -1,
}
