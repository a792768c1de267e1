using Likewise.Evaluation;

namespace Likewise.Tests.Evaluation.Training;

public class PromptGroupsTests
{
    [Fact]
    public void Pairs_that_hang_together_are_one_group()
    {
        (string, string)[] pairs = [("a", "b"), ("c", "d"), ("e", "f"), ("d", "a"), ("g", "g")];

        Assert.Equal([0, 0, 1, 0, 2], PromptGroups.Of(pairs, pair => pair));
    }
}
