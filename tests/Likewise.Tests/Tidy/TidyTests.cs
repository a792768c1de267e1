namespace Likewise.Tests.Tidy;

/// <summary>The house is in order: style.md's hard limits, on every file.</summary>
public sealed class TidyTests
{
    private static readonly Lazy<IReadOnlyList<Breach>> Breaches = new(FindBreaches);

    [Theory]
    [InlineData("file-length")]
    [InlineData("method-length")]
    [InlineData("line-length")]
    [InlineData("unfinished")]
    [InlineData("one-public-type")]
    [InlineData("trailing-blank")]
    [InlineData("foreign-place")]
    public void Every_file_keeps_the_rule(string rule)
    {
        var allowed = AllowList.Load();
        var breaches = Breaches.Value.Where(breach => breach.Rule == rule && !allowed.Allows(breach)).ToArray();

        var list = string.Join('\n', breaches.AsEnumerable());
        Assert.True(breaches.Length == 0, $"{list}\nExceptions, each with its reason, go into {AllowList.File}");
    }

    [Fact]
    public void The_allow_list_holds_nothing_that_is_no_longer_needed() =>
        Assert.Empty(AllowList.Load().Unused([.. Breaches.Value]));

    [Fact]
    public void Most_shipped_files_are_short()
    {
        var lengths = Repository.Sources("src").Select(path => Repository.Read(path).Count(c => c == '\n')).Order().ToArray();

        var (median, ninth) = (lengths[lengths.Length / 2], lengths[lengths.Length * 9 / 10]);

        Assert.True(median <= 100, $"The median file has {median} lines; at most 100.");
        Assert.True(ninth < 250, $"One file in ten has {ninth} lines or more; under 250.");
    }

    private static IReadOnlyList<Breach> FindBreaches() =>
    [
        .. from path in Repository.Sources("src", "tests", "bench", "samples")
           from breach in TidyRules.OfSource(path, Repository.Read(path))
           select breach,
        .. from path in Repository.TextFiles
           from breach in TidyRules.OfText(path, Repository.Read(path))
           select breach,
    ];
}
