namespace Likewise;

/// <summary>How soon what is spoken of changes. Ordered: a later value changes sooner.</summary>
public enum Volatility
{
    /// <summary>Nothing says that it changes.</summary>
    Lasting,

    /// <summary>Within weeks or months: versions, prices, who holds an office, this year.</summary>
    Recent,

    /// <summary>Within a day: the weather, the news, today.</summary>
    Daily,

    /// <summary>Within minutes: the time, a score, a share price, right now.</summary>
    Momentary,
}
