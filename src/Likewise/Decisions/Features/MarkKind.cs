namespace Likewise;

/// <summary>The kinds of facts that are read from a prompt.</summary>
internal enum MarkKind : byte
{
    /// <summary>A number. <see cref="Mark.Key"/> is <see cref="NumberReader.Ordinal"/> for a place in an order.</summary>
    Number,

    /// <summary>What a negation denies. <see cref="Mark.Key"/> is the stem of the word denied; 0: not known.</summary>
    Negation,

    /// <summary>A word that makes it open what else is denied: to control, to get rid of.</summary>
    Weakening,

    /// <summary>A word with an opposite. <see cref="Mark.Key"/>: the axis; <see cref="Mark.Value"/>: the side, 1 or -1.</summary>
    Polarity,

    /// <summary>How much or which of many, with an opposite; as <see cref="Polarity"/>.</summary>
    Quantity,

    /// <summary>One of a class: <see cref="Mark.Key"/> is the class, <see cref="Mark.Value"/> which of it.</summary>
    Member,

    /// <summary>What comes first and what second. <see cref="Mark.Value"/> is below 0 for the first.</summary>
    Direction,

    /// <summary>A word between whose arguments there is no order.</summary>
    Symmetry,

    /// <summary>The verb of a passive that names who did it. <see cref="Mark.Key"/> is its stem.</summary>
    Passive,

    /// <summary>What is asked for: <see cref="Mark.Value"/> is a <see cref="QuestionKind"/>.</summary>
    Question,

    /// <summary>When something is so, or whether it may be. <see cref="Mark.Key"/> is a <see cref="MannerSlot"/>.</summary>
    Manner,
}
