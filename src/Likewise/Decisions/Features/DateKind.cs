using System.Globalization;

namespace Likewise;

/// <summary>The parts of dates and times that are compared each by itself.</summary>
internal enum DateKind : byte
{
    Weekday,
    Month,

    /// <summary>Day of a month, 1 to 31.</summary>
    MonthDay,

    /// <summary>Days from today.</summary>
    Day,

    /// <summary>Morning, noon, night …</summary>
    Part,

    /// <summary>Minutes on the face of a clock, 0 to 719.</summary>
    Clock,

    /// <summary>0 before noon, 1 after.</summary>
    Half,

    /// <summary>Weeks from this one, and so on.</summary>
    Week,
    Weekend,
    Months,
    Quarter,
    Year,
    Summer,
    Winter,
}

/// <summary>What a word says of a date.</summary>
internal readonly record struct DateWord(DateKind Kind, int Value)
{
    /// <summary>Reads <c>weekday 3</c>.</summary>
    public static DateWord Parse(string meaning)
    {
        var parts = meaning.Split(' ');
        return new DateWord(
            Enum.Parse<DateKind>(parts[0], ignoreCase: true), int.Parse(parts[1], CultureInfo.InvariantCulture));
    }
}
