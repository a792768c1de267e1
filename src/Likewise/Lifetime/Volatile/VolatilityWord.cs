namespace Likewise;

/// <summary>What part a word or phrase plays in telling whether a prompt asks for what changes soon.</summary>
internal enum VolatilityRole : byte
{
    /// <summary>Says by itself that the moment counts: <c>right now</c>, <c>so far</c>.</summary>
    Now,

    /// <summary>Says so where a sentence ends with it, or a place follows: <c>open now?</c>, <c>now in Tokyo</c>.</summary>
    End,

    /// <summary>Says so of what follows it: <c>latest</c>, <c>current</c>.</summary>
    Adjective,

    /// <summary>What changes, where an adjective stands before it: <c>version</c>, <c>president</c>.</summary>
    Noun,

    /// <summary>What changes, and is asked for by its name alone: <c>weather</c>, <c>exchange rate</c>.</summary>
    Topic,

    /// <summary>Who holds an office, where it is asked who does.</summary>
    Holder,

    /// <summary>Asks how something is done: the way to it lasts, whatever it leads to.</summary>
    Method,

    /// <summary>Wants a text made or turned into another: its words are not about the world.</summary>
    Made,

    /// <summary>Is about words or ideas themselves.</summary>
    Meaning,

    /// <summary>Is about programs.</summary>
    Code,

    /// <summary>Asks what was, so that nothing of it changes any more.</summary>
    Past,

    /// <summary>Means something else altogether: <c>latest possible</c>, <c>current account</c>.</summary>
    Else,
}

/// <summary>A word's part, and how soon changes what it stands for.</summary>
internal readonly record struct VolatilityWord(VolatilityRole Role, Volatility Volatility)
{
    /// <summary>Reads <c>noun daily</c>.</summary>
    public static VolatilityWord Parse(string meaning)
    {
        var parts = meaning.Split(' ');
        return new VolatilityWord(
            Enum.Parse<VolatilityRole>(parts[0], ignoreCase: true),
            parts.Length > 1 ? Enum.Parse<Volatility>(parts[1], ignoreCase: true) : Volatility.Lasting);
    }
}
