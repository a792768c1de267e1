namespace Likewise.Cli;

/// <summary>How one question of the demo was answered.</summary>
internal enum DemoOutcome
{
    /// <summary>From the cache: the same words were asked before.</summary>
    Exact,

    /// <summary>From the cache, by meaning, rightly.</summary>
    Semantic,

    /// <summary>From the cache, with the answer to another question.</summary>
    Wrong,

    /// <summary>By the model: nobody had asked this before.</summary>
    First,

    /// <summary>By the model, although it had been asked before in other words.</summary>
    Missed,
}
