namespace Likewise;

/// <summary>What one word looks like, and what kind of word it is.</summary>
[Flags]
internal enum WordTraits
{
    None = 0,

    /// <summary>Says nothing by itself: an article, a preposition, a pronoun …</summary>
    StopWord = 1 << 0,

    /// <summary>A form of be, do, have, or a modal verb.</summary>
    Auxiliary = 1 << 1,

    /// <summary>Who, what, when …</summary>
    QuestionWord = 1 << 2,

    /// <summary>Made of digits, with points, commas, colons or slashes between them.</summary>
    Digits = 1 << 3,

    /// <summary>Its first letter is a capital.</summary>
    Capitalised = 1 << 4,

    /// <summary>Two letters or more, all of them capitals.</summary>
    AllCaps = 1 << 5,

    /// <summary>The first word of the prompt or of a sentence, so that a capital says nothing.</summary>
    SentenceStart = 1 << 6,

    /// <summary>Stands in quotation marks or backticks.</summary>
    Quoted = 1 << 7,

    /// <summary>Written like a program, a path, an address: taken as it is, one word up to the next space.</summary>
    Code = 1 << 8,

    /// <summary>A sign that means something by itself: %, $, €, +, = …</summary>
    Sign = 1 << 9,

    /// <summary>Follows the word before it without a space: the km of 10km, the 10 of 5-10.</summary>
    Joined = 1 << 10,

    /// <summary>Stands after a hyphen or a dash.</summary>
    AfterHyphen = 1 << 11,

    /// <summary>Has a possessive ending: the mother of mother's.</summary>
    Possessive = 1 << 12,

    /// <summary>Part of a mark already, and not to be read as anything else.</summary>
    Claimed = 1 << 13,

    /// <summary>Could be left out without a change of meaning: an article, please, actually, in fact …</summary>
    Filler = 1 << 14,

    /// <summary>Says that something is wanted, and not what: I would like, can you, show me.</summary>
    Frame = 1 << 15,
}
