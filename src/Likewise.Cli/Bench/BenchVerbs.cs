namespace Likewise.Cli;

/// <summary>The verbs that measure speed.</summary>
internal static class BenchVerbs
{
    public static VerbGroup Create(Frame frame) => new(
        "bench", "Measures the speed of a part, alone, on your own data.", new BenchIndexVerb(frame));
}
