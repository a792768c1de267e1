namespace Likewise.Tests.Embedding;

public class EmbedderIdentityTests
{
    [Fact]
    public void A_changed_copy_has_a_text_of_its_own()
    {
        var identity = new EmbedderIdentity("model", "r1", "mean", "", 384, 256);
        Assert.Equal("model;r1;mean;;384;256", identity.ToString());

        var changed = identity with { Revision = "r2" };

        Assert.Equal("model;r2;mean;;384;256", changed.ToString());
        Assert.NotEqual(identity, changed);
    }
}
