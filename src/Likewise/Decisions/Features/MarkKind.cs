namespace Likewise;

/// <summary>The kinds of facts that are read from a prompt.</summary>
internal enum MarkKind : byte
{
    /// <summary>A number; the key is its unit's or currency's, or one of <see cref="NumberReader"/>'s, or 0.</summary>
    Number,

    /// <summary>A date, a time, a day counted from today; the key is a <see cref="DateKind"/>.</summary>
    Date,

    /// <summary>An identifier, a flag, a path, an address, a version; the key is its hash.</summary>
    Code,

    /// <summary>What the prompt is written in, where that is sure; the key is a <see cref="LanguageReader"/>'s.</summary>
    Tongue,

    /// <summary>What the answer is to look like; the key is its class, the value which.</summary>
    Format,

    /// <summary>A name; the key is its hash, the value a <see cref="NameLevel"/>.</summary>
    Name,

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

    /// <summary>Asks for something to be done. <see cref="Mark.Key"/> is what, as <see cref="RequestReader"/> has it.</summary>
    Request,
}
