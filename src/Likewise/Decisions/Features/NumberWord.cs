using System.Globalization;

namespace Likewise;

internal enum NumberWordKind : byte
{
    Value,
    Multiplier,
    Ordinal,
}

/// <summary>What a number word does to the number that it is part of.</summary>
internal readonly record struct NumberWord(NumberWordKind Kind, double Value)
{
    public static NumberWord Parse(string meaning) => meaning[0] switch
    {
        'x' => new NumberWord(NumberWordKind.Multiplier, ValueOf(meaning[1..])),
        'n' => new NumberWord(NumberWordKind.Ordinal, ValueOf(meaning[3..])), // nth
        _ => new NumberWord(NumberWordKind.Value, ValueOf(meaning)),
    };

    /// <summary>Adds the word to a number, where the two make one.</summary>
    /// <param name="sum">The thousands, millions … that are complete.</param>
    /// <param name="part">What is not.</param>
    /// <param name="isFirst">Whether nothing stands before it.</param>
    public bool TryAddTo(ref double sum, ref double part, bool isFirst)
    {
        if (Kind == NumberWordKind.Multiplier)
        {
            part = (isFirst ? 1 : part) * Value;
            if (Value >= 1000)
                (sum, part) = (sum + part, 0);
            return true;
        }

        // Twenty five is one number, five twenty is two.
        var fits = isFirst || (part == 0 && sum > 0) || (part % 100 == 0 && part > 0 && Value < 100)
            || (part % 10 == 0 && part % 100 >= 20 && Value < 10);
        part += fits ? Value : 0;
        return fits;
    }

    private static double ValueOf(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
