using Likewise.Tests.Tidy;

namespace Likewise.Tests.Decisions.Pairs;

/// <summary>
/// Guards alone against pairs that look alike: no threshold, so that a pair may share where no guard objects. Every pair is
/// written out in <c>pairs.tsv</c>, to be read; after a change to words or templates, run these tests with
/// <c>LIKEWISE_ACCEPT_PAIRS=1</c> and commit it.
/// </summary>
public sealed class MinimalPairTests
{
    private const string AcceptVariable = "LIKEWISE_ACCEPT_PAIRS";
    private const int Seed = 20;

    /// <summary>Of each kind, and of both answers.</summary>
    private const double RightMin = 0.95;

    private static readonly string[] Lines = File.ReadAllLines(PathOf("pairs.tsv"));

    private static IEnumerable<string> GuardNames => GuardRoster.All.Select(row => row.Guard.Name);

    public static TheoryData<string, bool> Kinds =>
    [
        .. from pair in Lines.Select(MinimalPair.Parse)
           where GuardNames.Contains(pair.Kind)
           group pair by (pair.Kind, pair.MayShare) into kind
           select kind.Key,
    ];

    [Fact]
    public void The_pairs_are_those_that_the_templates_make()
    {
        var generator = new PairGenerator(File.ReadLines(PathOf("words.txt")), Seed);
        var pairs = generator.Generate(File.ReadLines(PathOf("templates.txt"))).ConvertAll(pair => pair.ToString());
        if (Environment.GetEnvironmentVariable(AcceptVariable) == "1")
            File.WriteAllText(PathOf("pairs.tsv"), string.Concat(pairs.Select(pair => pair + "\n")));

        Assert.Equal(pairs, File.ReadAllLines(PathOf("pairs.tsv")));
        Assert.InRange(pairs.Count, 2000, 5000);
        Assert.Empty(GuardNames.Except(pairs.Select(pair => MinimalPair.Parse(pair).Kind)));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Guards_are_right_about_nearly_every_pair(string kind, bool mayShare)
    {
        var pairs = Lines.Select(MinimalPair.Parse).Where(pair => pair.Kind == kind && pair.MayShare == mayShare).ToList();
        var wrong = pairs.Where(pair => Objects(pair) == mayShare).ToList();

        Assert.True(
            wrong.Count <= (1 - RightMin) * pairs.Count,
            $"{wrong.Count} of {pairs.Count} pairs of {kind} are wrong, such as:\n{string.Join('\n', wrong.Take(10))}");
    }

    private static bool Objects(MinimalPair pair)
    {
        var (one, other) = (PromptFeatures.Of(pair.One), PromptFeatures.Of(pair.Other));
        return GuardRoster.All.Any(row => row.Guard.ObjectionTo(one, other) is not null);
    }

    private static string PathOf(string file) => Repository.FullPath($"tests/Likewise.Tests/Decisions/Pairs/{file}");
}
