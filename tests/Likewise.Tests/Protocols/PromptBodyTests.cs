using System.Text;
using Likewise.Protocols;

namespace Likewise.Tests.Protocols;

public sealed class PromptBodyTests
{
    [Fact]
    public void The_prompt_is_read() =>
        Assert.Equal("Größe? 🙂", PromptBody.Parse("""{"prompt": "Gr\u00f6\u00dfe? \ud83d\ude42"}"""u8));

    [Theory]
    [InlineData("", null)]
    [InlineData("\"Hi\"", null)]
    [InlineData("{\"prompt\": \"Hi\"", null)]
    [InlineData("{}", "prompt")]
    [InlineData("{\"prompt\": null}", "prompt")]
    [InlineData("{\"prompt\": 5}", "prompt")]
    [InlineData("{\"prompt\": [\"Hi\"]}", "prompt")]
    [InlineData("{\"prompt\": \"\"}", "prompt")]
    [InlineData("{\"prompt\": \"  \"}", "prompt")]
    [InlineData("{\"prompt\": \"a\\u0000\"}", "prompt")]
    [InlineData("{\"prompt\": \"\\ud800\"}", "prompt")]
    [InlineData("{\"prompt\": \"Hi\", \"ttl\": -1}", "ttl")]
    [InlineData("{\"promt\": \"Hi\"}", "promt")]
    [InlineData("{\"prompt\": \"Hi\", \"prompt\": \"Ho\"}", null)]
    public void Anything_else_is_refused_with_the_field_named(string body, string? param)
    {
        var fault = Assert.Throws<ProtocolException>(() => PromptBody.Parse(Encoding.UTF8.GetBytes(body)));

        Assert.Equal(param, fault.Param);
    }

    [Fact]
    public void An_unknown_field_is_named_beside_the_one_that_is_known()
    {
        var fault = Assert.Throws<ProtocolException>(() => PromptBody.Parse("""{"promt": "Hi"}"""u8));

        Assert.Equal("'promt' is not a field of this request; its one field is 'prompt'.", fault.Message);
    }
}
