using System.Diagnostics;

namespace Likewise;

/// <summary>What part what follows a word plays.</summary>
/// <param name="Family">Of which kind of order it speaks.</param>
/// <param name="Side">Which end of it follows: 1 or -1; before the word stands the other.</param>
internal readonly record struct DirectionWord(DirectionFamily Family, sbyte Side)
{
    public static DirectionWord Parse(string meaning) => meaning switch
    {
        "source" => new(DirectionFamily.Place, -1),
        "target" => new(DirectionFamily.Place, 1),
        "earlier" => new(DirectionFamily.Time, -1),
        "later" => new(DirectionFamily.Time, 1),
        "none" => default,
        "lesser" => new(DirectionFamily.Rank, -1),
        _ => throw new UnreachableException(meaning),
    };
}

internal enum DirectionFamily : byte
{
    /// <summary>No order at all, though it looks so: want to, according to.</summary>
    None,

    /// <summary>From one place, unit, language, state to another.</summary>
    Place,

    /// <summary>One thing before another.</summary>
    Time,

    /// <summary>One thing rather than another.</summary>
    Rank,
}
