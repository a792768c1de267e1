using System.Text.RegularExpressions;

namespace Likewise.Tests.Tidy;

public sealed partial class DecisionRecordTests
{
    private const string Folder = "docs/decisions/";

    private static readonly string[] Records =
    [
        .. Repository.TextFiles.Where(path => path.StartsWith(Folder, StringComparison.Ordinal))
            .Select(path => path[Folder.Length..]).Where(name => name is not ("README.md" or "intentional.md")),
    ];

    [Fact]
    public void Every_record_has_a_number_and_a_title() => Assert.All(Records, name => Assert.Matches(NamePattern(), name));

    [Fact]
    public void No_two_records_share_a_number() =>
        Assert.Empty(Records.GroupBy(name => name[..4]).Where(same => same.Count() > 1).SelectMany(same => same));

    [Fact]
    public void The_index_lists_every_record_and_nothing_else()
    {
        var listed = LinkPattern().Matches(Repository.Read(Folder + "README.md")).Select(match => match.Groups[1].Value);

        Assert.Equal(Records.Order(StringComparer.Ordinal), listed.Where(name => name != "intentional.md"));
    }

    [GeneratedRegex(@"^\d{4}(-[a-z0-9]+)+\.md$")]
    private static partial Regex NamePattern();

    [GeneratedRegex(@"\]\(([^)]+\.md)\)")]
    private static partial Regex LinkPattern();
}
