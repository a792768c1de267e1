namespace Likewise.Tests;

public class HouseTests
{
    [Fact]
    public void It_runs() => Assert.True(true);
}
