namespace Likewise;

/// <summary>Finds what is wrong with how much is to be done behind requests.</summary>
internal static class BackgroundValidator
{
    private const int ConcurrencyBound = 1_024;

    private static readonly TimeSpan WaitBound = TimeSpan.FromDays(1);

    /// <returns>Every fault, each as one sentence; empty when the options are good.</returns>
    public static IEnumerable<string> FaultsOf(BackgroundOptions options)
    {
        foreach (var (name, value) in new[]
            {
                ("ConcurrencyMax", options.ConcurrencyMax), ("StoreConcurrencyMax", options.StoreConcurrencyMax),
                ("WarmConcurrencyMax", options.WarmConcurrencyMax),
            })
        {
            if (value is < 1 or > ConcurrencyBound)
                yield return $"Background.{name} is {value}: it must be from 1 to {ConcurrencyBound}.";
        }

        foreach (var (name, value) in new[]
            {
                ("StoreQueueMax", options.StoreQueueMax), ("WarmQueueMax", options.WarmQueueMax),
            })
        {
            if (value < 1)
                yield return $"Background.{name} is {value}: it must be at least 1.";
        }

        if (options.StopTimeout <= TimeSpan.Zero || options.StopTimeout > WaitBound)
            yield return $"Background.StopTimeout is {options.StopTimeout}: it must be positive, and at most {WaitBound}.";
    }
}
