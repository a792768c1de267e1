namespace Likewise;

/// <summary>Finds what is wrong with how much is to be done behind requests.</summary>
internal static class BackgroundValidator
{
    private const int ConcurrencyBound = 1_024, PromptsBound = 100_000, BytesLeast = 1_024;

    private static readonly TimeSpan WaitBound = TimeSpan.FromDays(1), LifeBound = TimeSpan.FromDays(36_500);

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

    /// <returns>Every fault, each as one sentence; empty when the options are good.</returns>
    public static IEnumerable<string> FaultsOf(PopularityOptions options)
    {
        // Written so that NaN fails every test.
        if (options.PromptsMax is < 0 or > PromptsBound)
            yield return $"Popularity.PromptsMax is {options.PromptsMax}: it must be from 0 to {PromptsBound}.";
        if (options.BytesMax < BytesLeast)
            yield return $"Popularity.BytesMax is {options.BytesMax}: it must be at least {BytesLeast}.";
        if (!(options.ErrorShare is >= 0.00001 and <= 0.5))
            yield return $"Popularity.ErrorShare is {options.ErrorShare}: a share from 0.00001 to 0.5 was expected.";
        if (!(options.ErrorRisk is >= 0.0001 and <= 0.5))
            yield return $"Popularity.ErrorRisk is {options.ErrorRisk}: a chance from 0.0001 to 0.5 was expected.";
        if (options.HalfLife <= TimeSpan.Zero || options.HalfLife > LifeBound)
            yield return $"Popularity.HalfLife is {options.HalfLife}: it must be positive, and at most {LifeBound}.";
    }
}
