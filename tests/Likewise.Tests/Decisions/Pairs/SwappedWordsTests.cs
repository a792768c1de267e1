using Likewise.Tests.Tidy;

namespace Likewise.Tests.Decisions.Pairs;

/// <summary>
/// Sentences of the same words in another order, written by hand and not from the guards' tables: whether one says what the other
/// does. No similarity tells them apart.
/// </summary>
public sealed class SwappedWordsTests
{
    private static readonly string[][] Rows =
    [
        .. File.ReadLines(Repository.FullPath("tests/Likewise.Tests/Decisions/Pairs/swaps.tsv")).Select(line => line.Split('\t')),
    ];

    [Theory]
    [InlineData("other", 0.85)]
    [InlineData("same", 0.95)]
    public void Guards_tell_a_swap_from_another_order(string label, double rightMin)
    {
        var rows = Rows.Where(row => row[0] == label).ToList();
        var wrong = rows.Where(row => Objects(row[1], row[2]) == (label == "same")).ToList();

        Assert.True(
            wrong.Count <= (1 - rightMin) * rows.Count,
            $"{wrong.Count} of {rows.Count} are wrong:\n{string.Join('\n', wrong.Select(row => $"{row[1]} / {row[2]}"))}");
    }

    private static bool Objects(string one, string other)
    {
        var (asked, stored) = (PromptFeatures.Of(one), PromptFeatures.Of(other));
        return GuardRoster.All.Any(row => row.Guard.ObjectionTo(asked, stored) is not null);
    }
}
