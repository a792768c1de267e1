using System.Diagnostics;

namespace Likewise;

/// <summary>What a word says of when something is so, or whether it may be.</summary>
/// <param name="Slot">About what.</param>
/// <param name="Value">Which.</param>
internal readonly record struct MannerWord(MannerSlot Slot, byte Value)
{
    public static MannerWord Parse(string meaning) => meaning switch
    {
        "present" => new(MannerSlot.Tense, 1),
        "past" => new(MannerSlot.Tense, 2),
        "former" => new(MannerSlot.Aspect, 1),
        "becoming" => new(MannerSlot.Aspect, 2),
        "no longer" => new(MannerSlot.Aspect, 3),
        "can" => new(MannerSlot.Mode, 1),
        "should" => new(MannerSlot.Mode, 2),
        "must" => new(MannerSlot.Mode, 3),
        "none" => default,
        _ => throw new UnreachableException(meaning),
    };
}

internal enum MannerSlot : byte
{
    None,

    /// <summary>It is or will be, it was.</summary>
    Tense,

    /// <summary>It used to be, it is becoming, it is no longer.</summary>
    Aspect,

    /// <summary>It can, should, must be.</summary>
    Mode,
}
